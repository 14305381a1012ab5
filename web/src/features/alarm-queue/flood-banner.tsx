import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Flood } from '@ftz/shared/contract/flood.ts';
import { usePrincipal } from '#api/session.ts';
import { useDeskFlood } from '#desk/flood-watch.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import type { Queue } from './use-queue.ts';
import './flood-banner.css';

/** Says that this is a flood, what that changes, and lets the desk ask the others for a hand. */
export function FloodBanner({ queue }: { queue: Queue }) {
  const text = useText().alarmDesk;
  const { announced } = useDeskFlood();
  const floods = useSituation(({ floods }) =>
    Object.values(floods).filter(({ report }) => report === null),
  );
  if (!queue.flood && floods.every(({ helpAskedBy }) => helpAskedBy === null)) return null;
  return (
    <div className="flood-banner" role="status">
      {queue.flood ? (
        <p className="num" data-flood={announced}>
          {text.flood(announced, queue.lines.length)}
          {queue.hidden > 0 ? ` · ${text.hidden(queue.hidden)}` : null}
        </p>
      ) : null}
      <div className="help">
        {floods.map((flood) => (
          <HelpLine key={flood.area} flood={flood} />
        ))}
      </div>
    </div>
  );
}

function HelpLine({ flood: { area, helpAskedBy } }: { flood: Flood }) {
  const { alarmDesk: text, shell } = useText();
  const principal = usePrincipal();
  const key = `flood/${area}`;
  const act = useAct(key);
  const name = wordFor(shell.areas, area);
  if (helpAskedBy !== null) return <p>{text.helpAsked(helpAskedBy, name)}</p>;
  if (!principal || !mayDo(principal, 'flood.ask-help', area)) return null;
  return (
    <>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <button
        type="button"
        className="button"
        data-act="flood.ask-help"
        disabled={act.state === 'sending'}
        onClick={() => void perform(key, 'flood.ask-help', { area }, null)}
      >
        {act.state === 'sending' ? shell.sending : text.askHelp(name)}
      </button>
    </>
  );
}
