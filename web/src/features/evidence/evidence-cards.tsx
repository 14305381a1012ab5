import { documentsOf, rulingsOf, subjectOf } from '@ftz/shared/state/evidence-of.ts';
import { sealFactsIn } from '@ftz/shared/state/seal-facts.ts';
import {
  type SealFacts,
  sealExceptionsOf,
  sealMarksOf,
  sealStageOf,
} from '@ftz/shared/state/seal-lifecycle.ts';
import { useSite } from '#api/site.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { factLines } from '#text/fact-lines.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { PieceCard, type Shown } from './piece-card.tsx';
import './evidence-cards.css';

/** Why the rule raised it. */
export function FactsCard(props: Shown) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const alarms = useSituation((s) =>
    (s.incidents[props.incidentId]?.alarms ?? []).flatMap(({ alarmId }) => s.alarms[alarmId] ?? []),
  );
  const own = props.pieces.filter(({ kind }) => kind === 'facts');
  const fenceName = (id: string) => placeName(site, 'fences', id, language);
  return (
    <PieceCard {...props} area="facts" title={text.evidence.why} own={own}>
      {alarms.map((alarm) => (
        <p key={alarm.id} className="num">
          <b>{wordFor(text.alarm.kinds, alarm.kind)}</b> {zoneTime(alarm.deviceAtMs)}
          {factLines(alarm.facts, text, fenceName).map(({ name, value, expected }) => (
            <span key={name} className="fact">
              {name} <b>{value}</b>
              {expected === null ? null : ` (${text.incident.expected} ${expected})`}
            </span>
          ))}
        </p>
      ))}
    </PieceCard>
  );
}

export function DocumentCard(props: Shown) {
  const text = useText().evidence;
  const papers = useSituation((s) => {
    const incident = s.incidents[props.incidentId];
    return incident ? documentsOf(s, subjectOf(s, incident)) : [];
  });
  const own = props.pieces.filter(({ kind }) => kind === 'document');
  return (
    <PieceCard {...props} area="documents" title={text.documents} own={own}>
      {papers.length === 0 ? <p className="empty">{text.noDocument}</p> : null}
      <ul>
        {papers.map((paper) => (
          <li key={`${paper.kind}/${paper.id}`} className="num">
            <b>{wordFor(text.kinds, paper.kind)}</b> {paper.id}
            <span>
              {[
                paper.containerNo,
                paper.goods,
                paper.weightKg === null ? null : `${paper.weightKg.toLocaleString('en')} kg`,
                paper.packages === null ? null : text.packages(paper.packages),
                paper.consignee,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </PieceCard>
  );
}

export function RulingCard(props: Shown) {
  const text = useText().evidence;
  const rulings = useSituation((s) => {
    const incident = s.incidents[props.incidentId];
    return incident ? rulingsOf(s, subjectOf(s, incident)) : [];
  });
  const own = props.pieces.filter(({ kind }) => kind === 'ruling');
  return (
    <PieceCard {...props} area="rulings" title={text.rulings} own={own}>
      {rulings.length === 0 ? <p className="empty">{text.noRuling}</p> : null}
      <ul>
        {rulings.map((ruling) => (
          <li key={ruling.id} data-verdict={ruling.ruling === 'hold' ? 'differs' : 'match'}>
            <b>
              {ruling.ruling === 'hold' ? '≠ ' : '= '}
              {wordFor(text.rulingWords, ruling.ruling)}
            </b>{' '}
            {ruling.agency} <span className="num">{zoneTime(ruling.ruledAtMs)}</span>
            <span>{ruling.reason}</span>
          </li>
        ))}
      </ul>
    </PieceCard>
  );
}

/** Where the seal stands, what is wrong with it, and how it came there. */
export function SealCard(props: Shown) {
  const text = useText().evidence;
  const own = props.pieces.filter(({ kind }) => kind === 'seal');
  const facts = useSealFacts(own[0]?.ref ?? null);
  return (
    <PieceCard {...props} area="seal" title={text.seal} own={own}>
      {facts === null || facts.steps.length === 0 ? (
        <p className="empty">{text.noSeal}</p>
      ) : (
        <>
          <p className="num">
            {own[0]?.ref} · <b>{wordFor(text.stages, sealStageOf(facts))}</b>
            {sealExceptionsOf(facts).map((name) => (
              <strong key={name} className="exception">
                ⚠ {wordFor(text.exceptions, name)}
              </strong>
            ))}
          </p>
          <ol className="seal-marks num">
            {sealMarksOf(facts)
              .toReversed()
              .map((mark) => (
                <li key={`${mark.atMs}-${mark.stage}`}>
                  <time>{zoneTime(mark.atMs)}</time> {wordFor(text.stages, mark.stage)}{' '}
                  <span>
                    {mark.events.map((event) => wordFor(text.sealEvents, event)).join(' ')}
                  </span>
                </li>
              ))}
          </ol>
        </>
      )}
    </PieceCard>
  );
}

function useSealFacts(sealId: string | null): SealFacts | null {
  const told = useSituation((s) => JSON.stringify(sealId === null ? null : sealFactsIn(s)(sealId)));
  return JSON.parse(told) as SealFacts | null;
}
