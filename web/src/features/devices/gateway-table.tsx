import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { GatewayState } from '@ftz/shared/contract/gateway.ts';
import { shortAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { RateLine } from './rate-line.tsx';

type Props = {
  gateways: readonly GatewayState[];
  chosen: GatewayName | null;
  onChoose: (gateway: GatewayName | null) => void;
};

/** Every door of the house; choosing one shows its devices and its last bytes. */
export function GatewayTable({ gateways, chosen, onChoose }: Props) {
  const { devices: text } = useText();
  // What is broken must not be below the edge.
  const worstFirst = [...gateways].sort((a, b) => Number(a.ok) - Number(b.ok));
  const broken = gateways.filter(({ ok }) => !ok).length;
  return (
    <section className="device-section gateways" aria-label={text.gateways}>
      <header>
        <h2>{text.gateways}</h2>
        <span className="num">{text.gatewayCount(gateways.length - broken, gateways.length)}</span>
      </header>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th>{text.gateway}</th>
              <th className="count">{text.port}</th>
              <th className="count">{text.connections}</th>
              <th>{text.lastMessage}</th>
              <th>{text.rate}</th>
              <th>{text.refused}</th>
            </tr>
          </thead>
          <tbody>
            {worstFirst.map((state) => (
              <GatewayLine
                key={state.gateway}
                state={state}
                chosen={state.gateway === chosen}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type LineProps = { state: GatewayState; chosen: boolean; onChoose: Props['onChoose'] };

function GatewayLine({ state, chosen, onChoose }: LineProps) {
  const { devices: text, shell } = useText();
  const nowMs = useNow();
  const { gateway, ok, detail, port, connections, lastMessageAtMs, perMinute } = state;
  return (
    <tr className={classNames(!ok && 'abnormal', chosen && 'chosen')}>
      <td>
        <button
          type="button"
          className="row-button device-state"
          aria-pressed={chosen}
          title={detail}
          onClick={() => onChoose(chosen ? null : gateway)}
        >
          {wordFor(shell.gateways, gateway)}
        </button>
        {ok ? null : <span className="detail">{detail}</span>}
      </td>
      <td className="num count">{port ?? '—'}</td>
      <td className="num count">{connections ?? '—'}</td>
      <td className="num">
        {lastMessageAtMs === null
          ? text.noMessage
          : shell.feedAgo(shortAge(nowMs - lastMessageAtMs))}
      </td>
      <td>
        <RateLine perMinute={perMinute} />
      </td>
      <td className="num">
        <Refusals refused={state.refused} />
      </td>
    </tr>
  );
}

/** The commonest reasons first; what has no room is in the tooltip. */
function Refusals({ refused }: Pick<GatewayState, 'refused'>) {
  const { devices: text } = useText();
  if (refused.length === 0) return <span className="faint">0</span>;
  const sorted = [...refused].sort((a, b) => b.count - a.count);
  const said = sorted.map(
    ({ reason, count }) => `${wordFor(text.reasons, reason)} ${count.toLocaleString('en')}`,
  );
  return (
    <span className="refusals" title={said.join('\n')}>
      {said.slice(0, 2).join(' · ')}
      {said.length > 2 ? ` · +${said.length - 2}` : ''}
    </span>
  );
}
