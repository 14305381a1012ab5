import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './install-packages.ts';

/** GStreamer's RTSP server on a free port of this machine, which none of us wrote. */
export type GstRtspServer = { port: number; stop: () => Promise<void> };

const packages = [
  ...['gir1.2-gst-rtsp-server-1.0', 'python3-gi'],
  ...['gstreamer1.0-plugins-good', 'gstreamer1.0-plugins-bad'],
];
/** The system's own: another Python does not know its bindings. */
const python = '/usr/bin/python3';

const bindings = `
import gi, sys
gi.require_version('Gst', '1.0'); gi.require_version('GstRtsp', '1.0'); gi.require_version('GstRtspServer', '1.0')
from gi.repository import Gst, GstRtsp, GstRtspServer, GLib
Gst.init(None)
`;
const elements = `${bindings}
sys.exit(0 if all(Gst.ElementFactory.find(name) for name in ('qtdemux', 'h264parse', 'rtph264pay')) else 1)
`;
/** Plays one film at one path, to one user, as its API wants to be called. */
const program = `${bindings}
film, path, user, password = sys.argv[1:]
server = GstRtspServer.RTSPServer()
server.set_address('127.0.0.1'); server.set_service('0')
auth = GstRtspServer.RTSPAuth()
auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
token = GstRtspServer.RTSPToken(); token.set_string('media.factory.role', 'viewer')
auth.add_digest(user, password, token); server.set_auth(auth)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch('( filesrc location=%s ! qtdemux ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 )' % film)
allowed = GstRtspServer.RTSPPermissions()
for right in ('media.factory.access', 'media.factory.construct'):
    allowed.add_permission_for_role('viewer', right, True)
factory.set_permissions(allowed); factory.set_shared(True)
server.get_mount_points().add_factory(path, factory)
server.attach(None)
print(server.get_bound_port(), flush=True)
GLib.MainLoop().run()
`;

const runs = (text: string) =>
  spawnSync(python, ['-c', text], { stdio: 'ignore', timeout: 60_000 }).status === 0;

/** Rejects where it is not installed and cannot be. */
export async function startGstRtspServer(given: {
  scene: string;
  path: string;
  username: string;
  password: string;
}): Promise<GstRtspServer> {
  if (!installPackages(packages, () => runs(elements)))
    throw new Error(`This test runs GStreamer's RTSP server: install ${packages.join(' ')}.`);
  const folder = mkdtempSync(join(tmpdir(), 'ftz-gst-'));
  const film = join(folder, 'film.mp4');
  writeFileSync(film, await filmOf(given.scene));
  const { path, username, password } = given;
  const args = ['-c', program, film, path, username, password];
  const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'))
      await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const port = Number(String(said[0]).trim());
  if (!(port > 1024)) {
    await stop();
    throw new Error('the RTSP server of GStreamer did not start');
  }
  return { port, stop };
}

/** One of our drawn scenes as one file. */
async function filmOf(scene: string): Promise<Buffer> {
  const folder = new URL(`../../mock-feeds/src/world/scenes/${scene}/`, import.meta.url);
  const segments = (await readdir(folder)).filter((name) => name.endsWith('.m4s')).sort();
  const names = ['init.mp4', ...segments];
  return Buffer.concat(await Promise.all(names.map((name) => readFile(new URL(name, folder)))));
}
