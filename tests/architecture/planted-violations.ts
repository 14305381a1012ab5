/** One broken rule of the house: where it is planted, what is written there, what must be said. */
export type PlantedViolation = { path: string; source: string; rule: string; says: RegExp };

const restricted = 'lint/style/noRestrictedImports';
const globals = 'lint/style/noRestrictedGlobals';

const importOf = (from: string) => `import { thing } from '${from}';\nexport const kept = thing;\n`;
/** Imports in the order that the formatter wants is not asked for here: only the law is tried. */
function lawfulSource(imports: string[]): string {
  const lines = imports.map((from, i) => `import { thing as thing${i} } from '${from}';`);
  const names = imports.map((_, i) => `thing${i}`);
  return `${lines.join('\n')}\nexport const kept = [${names.join(', ')}];\n`;
}

const plantImport = (path: string, from: string, says: RegExp): PlantedViolation => ({
  path,
  source: importOf(from),
  rule: restricted,
  says,
});
const plant = (path: string, source: string, rule: string, says: RegExp): PlantedViolation => ({
  path,
  source,
  rule,
  says,
});

const shared = [
  plantImport('shared/src/contract/a1.ts', '#state/situation.ts', /stands on typebox alone/),
  plantImport('shared/src/contract/a2.ts', 'node:crypto', /stands on typebox alone/),
  plantImport('shared/src/contract/a3.ts', '#site/site.ts', /stands on typebox alone/),
  plantImport('shared/src/state/a1.ts', 'node:fs', /Pure floor of shared/),
  plantImport('shared/src/state/a2.ts', '#site/site.ts', /Pure floor of shared/),
  plantImport('shared/src/geo/a1.ts', 'react', /Pure floor of shared/),
  plantImport('shared/src/access/a1.ts', '@ftz/bff/app/config.ts', /Pure floor of shared/),
  plantImport('shared/src/site/a1.ts', '#geo/distance.ts', /facts of a zone/),
];

const bff = [
  plantImport('bff/src/domain/a1.ts', '#adapters/device-adapter.ts', /The domain is pure/),
  plantImport('bff/src/domain/rules/a2.ts', '#live/gateway.ts', /The domain is pure/),
  plantImport('bff/src/domain/a3.ts', '#http/health.ts', /The domain is pure/),
  plantImport('bff/src/domain/a4.ts', '#app/config.ts', /The domain is pure/),
  plantImport('bff/src/domain/a5.ts', 'node:fs', /The domain is pure/),
  plantImport('bff/src/domain/a6.ts', 'fastify', /The domain is pure/),
  plantImport('bff/src/adapters/jt808/a1.ts', '#adapters/cameras/x.ts', /strangers to each other/),
  plantImport('bff/src/adapters/jt808/a2.ts', '#live/gateway.ts', /strangers to each other/),
  plantImport('bff/src/adapters/jt808/a3.ts', '#http/health.ts', /strangers to each other/),
  plantImport('bff/src/adapters/jt808/a4.ts', '#app/config.ts', /strangers to each other/),
  plantImport('bff/src/adapters/jt808/a5.ts', 'socket.io', /strangers to each other/),
  plantImport('bff/src/adapters/a1.ts', '#adapters/jt808/frame.ts', /adapter port/),
  plantImport('bff/src/live/a1.ts', '#adapters/storage/log.ts', /never to adapters/),
  plantImport('bff/src/live/a2.ts', '#http/health.ts', /never to adapters/),
  plantImport('bff/src/live/a3.ts', '#app/config.ts', /never to adapters/),
  plantImport('bff/src/http/a1.ts', '#adapters/storage/log.ts', /never to adapters/),
  plantImport('bff/src/http/a2.ts', '#live/gateway.ts', /never to adapters/),
  plantImport('bff/src/http/a3.ts', '#app/config.ts', /never to adapters/),
  plantImport('bff/src/http/a4.ts', 'socket.io', /never to adapters/),
  plantImport('bff/src/app/a1.ts', '@ftz/mock-feeds/sim/clock.ts', /no other package/),
  plantImport('bff/src/a1.ts', '#domain/ports.ts', /life of the process/),
  plant('bff/src/app/a2.ts', importOf('socket.io'), 'plugin', /Only bff\/live makes sockets/),
];

const web = [
  plantImport('web/src/features/queue/a1.ts', '#features/map/map.tsx', /Features are strangers/),
  plantImport('web/src/features/queue/a2.ts', '#app/routes.tsx', /Features are strangers/),
  plantImport('web/src/features/queue/a3.ts', 'socket.io-client', /Features are strangers/),
  plantImport('web/src/features/queue/a4.ts', '@ftz/bff/app/config.ts', /Features are strangers/),
  plantImport('web/src/features/map/a1.ts', '#features/queue/row.tsx', /Features are strangers/),
  plantImport('web/src/features/map/paint/a1.ts', '#live/connection.ts', /no other room/),
  plantImport('web/src/features/map/things/a1.ts', '#features/map/pins/pin.ts', /are strangers/),
  plantImport('web/src/features/map/pins/a1.ts', '#features/map/view/map-view.ts', /are strangers/),
  plantImport('web/src/features/map/view/a1.ts', '#features/map/marks/mark.tsx', /never the marks/),
  plantImport('web/src/features/map/marks/a1.ts', '#features/queue/row.tsx', /stands above them/),
  plantImport(
    'web/src/features/map/marks/a2.ts',
    '#features/map/zone-map.tsx',
    /stands above them/,
  ),
  plantImport('web/src/live/a1.ts', '#ui/button.tsx', /no pixels/),
  plantImport('web/src/live/a2.ts', '#features/map/map.tsx', /no pixels/),
  plantImport('web/src/live/a3.ts', '#app/routes.tsx', /no pixels/),
  plantImport('web/src/api/a1.ts', '#ui/button.tsx', /no pixels/),
  plantImport('web/src/api/a2.ts', 'socket.io-client', /no socket/),
  plantImport('web/src/desk/a1.ts', '#features/map/map.tsx', /no pixels/),
  plantImport('web/src/desk/a2.ts', '#app/routes.tsx', /no pixels/),
  plantImport('web/src/ui/a1.ts', '#live/connection.ts', /looks alone/),
  plantImport('web/src/ui/a2.ts', '@ftz/shared/state/situation.ts', /looks alone/),
  plantImport('web/src/lib/a1.ts', '#ui/button.tsx', /ground of the page/),
  plantImport('web/src/text/a1.ts', '#live/connection.ts', /ground of the page/),
  plantImport('web/src/app/a1.ts', 'socket.io-client', /sockets belong to #live/),
];

const mockFeeds = [
  plantImport('mock-feeds/src/feeds/jt808/a1.ts', '@ftz/bff/app/config.ts', /never the decoder/),
  plantImport('mock-feeds/src/feeds/jt808/a2.ts', '#feeds/dc09/encode.ts', /never another feed/),
  plantImport('mock-feeds/src/feeds/jt808/a3.ts', '#scenarios/quiet-day.ts', /A feed knows/),
  plantImport('mock-feeds/src/sim/a1.ts', 'node:net', /Sim is pure/),
  plantImport('mock-feeds/src/sim/a2.ts', '#feeds/jt808/encode.ts', /Sim is pure/),
  plantImport('mock-feeds/src/scenarios/a1.ts', '#feeds/jt808/device.ts', /tells a story/),
  plantImport('mock-feeds/src/world/a1.ts', '#feeds/dc09/encode.ts', /roads and places/),
  plantImport('mock-feeds/src/a1.ts', '@ftz/bff/app/config.ts', /decoder's mistakes|decoder/),
];

const time = 'export const readTime = () => Date.now();\n';
const dice = 'export const draw = () => Math.random();\n';
const timer = 'export const later = (act: () => void) => setTimeout(act, 5);\n';
const pure = [
  plant('shared/src/state/b1.ts', time, 'plugin', /take the time/),
  plant('shared/src/geo/b1.ts', dice, 'plugin', /take the time or the randomness/),
  plant('shared/src/access/b1.ts', 'export const t = new Date();\n', 'plugin', /take the time/),
  plant('shared/src/contract/b1.ts', time, 'plugin', /take the time/),
  plant('bff/src/domain/b1.ts', time, 'plugin', /take the time/),
  plant('bff/src/domain/b2.ts', dice, 'plugin', /randomness as an argument/),
  plant('bff/src/domain/b3.ts', timer, globals, /setTimeout/),
  plant('mock-feeds/src/sim/b1.ts', dice, 'plugin', /randomness as an argument/),
  plant('mock-feeds/src/sim/b2.ts', timer, globals, /setTimeout/),
];

const env = 'export const port = process.env.PORT;\n';
const house = [
  plantImport('bff/src/http/c1.ts', '../domain/ports.ts', /No \.\.\//),
  plantImport('tests/flow/c1.ts', '../browser.ts', /No \.\.\//),
  plant('bff/src/http/c2.ts', env, 'lint/style/noProcessEnv', /./),
  plant('bff/src/http/c3.ts', 'console.log(1);\n', 'lint/suspicious/noConsole', /./),
  plant('web/src/ui/c4.ts', 'export default 1;\n', 'lint/style/noDefaultExport', /./),
  plant('web/src/ui/c5.ts', "export * from './c4.ts';\n", 'lint/performance/noReExportAll', /./),
  plant('web/src/ui/c6.ts', 'export enum A { b }\n', 'lint/style/noEnum', /./),
  plant(
    'web/src/ui/c7.ts',
    'export const a = (b: string | null) => b!.length;\n',
    'lint/style/noNonNullAssertion',
    /./,
  ),
  plant('web/src/ui/c8.ts', 'export const a: any = 1;\n', 'lint/suspicious/noExplicitAny', /./),
  plant('web/src/ui/CamelCase.ts', '', 'lint/style/useFilenamingConvention', /./),
  plant(
    'web/src/ui/d1.test.ts',
    "import { it } from 'vitest';\nit.only('a', () => {});\n",
    'lint/suspicious/noFocusedTests',
    /./,
  ),
  plant('web/src/ui/c9.ts', importOf('left-pad'), 'lint/correctness/noUndeclaredDependencies', /./),
  plant('web/src/ui/c10.ts', importOf('./c4'), 'lint/correctness/useImportExtensions', /./),
];

export const plantedViolations: PlantedViolation[] = [
  ...shared,
  ...bff,
  ...web,
  ...mockFeeds,
  ...pure,
  ...house,
];

/** What each room may do, so that a law that forbids everything does not pass for a good one. */
export const lawfulFiles: { path: string; source: string }[] = [
  ['shared/src/contract/ok.ts', ['typebox', './ids.ts']],
  ['shared/src/state/ok.ts', ['#contract/ids.ts', '#geo/distance.ts', './situation.ts']],
  ['shared/src/geo/ok.ts', ['#contract/position.ts']],
  ['shared/src/access/ok.ts', ['#contract/account.ts', '#state/situation.ts']],
  ['shared/src/site/ok.ts', ['#contract/site.ts']],
  ['bff/src/domain/ok.ts', ['#domain/ports.ts', '@ftz/shared/contract/ids.ts']],
  ['bff/src/adapters/ok.ts', ['#domain/observation.ts']],
  [
    'bff/src/adapters/eseal-mqtt/ok.ts',
    ['./decode.ts', '#adapters/device-adapter.ts', '#domain/observation.ts', 'aedes', 'node:net'],
  ],
  ['bff/src/live/ok.ts', ['./gateway.ts', '#domain/ports.ts', 'socket.io', 'node:http']],
  ['bff/src/http/ok.ts', ['./health.ts', '#domain/ports.ts', 'fastify']],
  ['bff/src/app/ok.ts', ['#adapters/jt808/adapter.ts', '#live/gateway.ts', '#http/health.ts']],
  ['bff/src/ok.ts', ['#app/build-app.ts', 'node:process']],
  ['web/src/live/ok.ts', ['#lib/clock.ts', '#desk/selection.ts', 'socket.io-client', 'zustand']],
  ['web/src/desk/ok.ts', ['#live/connection.ts', 'zustand']],
  ['web/src/ui/ok.ts', ['#lib/clock.ts', '#text/text.ts', '@ftz/shared/contract/alarm.ts']],
  ['web/src/lib/ok.ts', ['@ftz/shared/contract/ids.ts']],
  ['web/src/text/ok.ts', ['#lib/clock.ts']],
  [
    'web/src/features/queue/ok.ts',
    ['./row.ts', '#live/connection.ts', '#api/site.ts', '#desk/selection.ts', '#ui/button.ts'],
  ],
  ['web/src/features/map/ok.ts', ['./view/map-view.ts', './marks/mark.tsx', '#ui/button.ts']],
  ['web/src/features/map/things/ok.ts', ['./thing.ts', '#features/map/paint/box.ts']],
  ['web/src/features/map/marks/ok.ts', ['#features/map/view/map-view.ts', '#text/text.ts']],
  ['web/src/app/ok.ts', ['#features/queue/queue.ts', '#live/connection.ts', 'wouter']],
  ['mock-feeds/src/sim/ok.ts', ['./clock.ts', '@ftz/shared/geo/distance.ts']],
  [
    'mock-feeds/src/feeds/jt808/ok.ts',
    ['./encode.ts', '#sim/truck.ts', '#feeds/feed.ts', '@ftz/shared/contract/ids.ts', 'node:net'],
  ],
  ['mock-feeds/src/scenarios/ok.ts', ['#sim/clock.ts', '#world/roads.ts']],
  ['mock-feeds/src/world/ok.ts', ['@ftz/shared/site/site.ts', '#sim/road-network.ts']],
].map(([path, imports]) => ({ path: String(path), source: lawfulSource([imports ?? []].flat()) }));
