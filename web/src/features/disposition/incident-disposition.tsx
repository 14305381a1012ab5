import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Disposition, Signer, Verdict } from '@ftz/shared/contract/disposition.ts';
import { isOfIncident } from '@ftz/shared/state/disposition-lifecycle.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { shortAge } from '#lib/age.ts';
import { perform } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { ActSubject } from './act-subject.tsx';
import { mayAdjudicate } from './may-adjudicate.ts';
import { VerdictForm } from './verdict-form.tsx';
import './disposition.css';

/** How far the conclusions about the selected incident are, and the form of whoever has to say something. */
export function IncidentDisposition() {
  const incident = useSelectedIncident();
  const all = useSituation((situation) => situation.dispositions);
  const about = Object.values(all)
    .filter(({ incidentId }) => incidentId !== null && incidentId === incident?.id)
    .toSorted((a, b) => b.submittedAtMs - a.submittedAtMs);
  return about.map((each) => <DispositionCard key={each.id} disposition={each} />);
}

function DispositionCard({ disposition }: { disposition: Disposition }) {
  const { disposition: text } = useText();
  const nowMs = useNow();
  const { state, author, second, submittedAtMs, late, actedFirst, waitingFor } = disposition;
  const sinceMs = disposition.startedAtMs ?? disposition.draws.at(-1)?.atMs ?? submittedAtMs;
  const underWay = state === 'second-assigned' || state === 'second-blind';
  return (
    <section
      className="disposition"
      data-disposition={disposition.id}
      data-state={state}
      data-late={late}
    >
      <h3>
        {text.title}
        <span>{wordFor(text.states, state)}</span>
        {underWay && second ? (
          <span className="num">{text.has(second.name, shortAge(nowMs - sinceMs))}</span>
        ) : null}
        {late ? <strong>{text.late}</strong> : null}
      </h3>
      <ActSubject disposition={disposition} />
      <p className="num">
        {text.by(author.name)}
        {actedFirst ? ` · ${text.actedFirst}` : null}
      </p>
      {waitingFor && second === null ? <p>{wordFor(text.waitingFor, waitingFor)}</p> : null}
      {disposition.returned ? <p>{disposition.returned.reason}</p> : null}
      <Verdicts disposition={disposition} />
      <Answer disposition={disposition} />
    </section>
  );
}

/** Side by side, as far as this person may know them. */
function Verdicts({ disposition }: { disposition: Disposition }) {
  const { disposition: text } = useText();
  const { author, first, second, secondVerdict, adjudicator, adjudicatedVerdict } = disposition;
  const said: [string, Signer | null, Verdict | null][] = [
    [text.first, author, first?.verdict ?? null],
    [text.second, second, secondVerdict],
    [text.third, adjudicator, adjudicatedVerdict],
  ];
  const known = said.filter(([, , verdict]) => verdict !== null);
  if (known.length === 0) return null;
  return (
    <dl className="verdicts">
      {known.map(([who, signer, verdict]) => (
        <div key={who}>
          <dt>
            {who} · {signer?.name}
          </dt>
          <dd>
            <b>{wordFor(text.conclusions, verdict?.conclusion ?? '')}</b> ·{' '}
            {wordFor(text.causes, verdict?.cause ?? '')}
            {verdict?.note ? <p>{verdict.note}</p> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What this person is asked for, if anything. */
function Answer({ disposition }: { disposition: Disposition }) {
  const { disposition: text } = useText();
  const principal = usePrincipal();
  const { id, version, state, subject, second, areas } = disposition;
  const dispositionId = id;
  const giveBack = (key: string, reason: string) =>
    perform(key, 'disposition.return', { dispositionId, reason }, version);
  if (principal === null) return null;
  if (state === 'second-blind' && second?.accountId === principal.accountId) {
    return (
      <>
        <p>{text.blindHint}</p>
        <VerdictForm
          disposition={disposition}
          word={text.record}
          onSend={(key, verdict) =>
            perform(key, 'disposition.conclude', { dispositionId, ...verdict }, version)
          }
          onGiveBack={giveBack}
        />
      </>
    );
  }
  if (mayAdjudicate(disposition, principal)) {
    return (
      <VerdictForm
        disposition={disposition}
        word={text.settle}
        onSend={(key, verdict) =>
          perform(key, 'disposition.adjudicate', { dispositionId, ...verdict }, version)
        }
        onGiveBack={giveBack}
      />
    );
  }
  const mayChange = subject.kind === 'incident' && state === 'locked';
  if (mayChange && mayDoInAny(principal, 'disposition.amend', areas))
    return <Amendment disposition={disposition} />;
  return null;
}

function Amendment({ disposition }: { disposition: Disposition }) {
  const { disposition: text } = useText();
  const [open, setOpen] = useState(false);
  const { id, version } = disposition;
  if (!open) {
    return (
      <div className="form-row">
        <button type="button" className="button quiet" onClick={() => setOpen(true)}>
          {text.amend}
        </button>
      </div>
    );
  }
  const send = async (key: string, { conclusion, ...verdict }: Verdict) => {
    if (!isOfIncident(conclusion)) return false;
    const argument = { dispositionId: id, ...verdict, conclusion };
    const done = await perform(key, 'disposition.amend', argument, version);
    if (done) setOpen(false);
    return done;
  };
  return (
    <VerdictForm
      disposition={disposition}
      word={text.submitForReview}
      onSend={send}
      onGiveBack={null}
      onCancel={() => setOpen(false)}
    />
  );
}
