import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { memo } from 'react';
import { useSite } from '#api/site.ts';
import { placeOfAlarmThen } from '#desk/place-then.ts';
import { useSelection } from '#desk/selection.ts';
import { setStage } from '#desk/stage.ts';
import { isAbout } from '#desk/things-of-alarm.ts';
import { clockAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject, placeBeside } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { EyeIcon } from '#ui/eye-icon.tsx';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

type Props = { alarm: Alarm; selected: boolean; onSelect: () => void };

/** One alarm. Filled and edged while nobody acknowledged it, an outline afterwards. */
export const QueueRow = memo(
  function QueueRow({ alarm, selected, onSelect }: Props) {
    const text = useText().alarm;
    const unacked = isUnacknowledged(alarm);
    const act = useAct(alarm.id);
    const about = useSelection(({ thing }) => isAbout(alarm, thing));
    const state = wordFor(text.states, alarm.state);
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys for its options.
      <div
        id={`alarm-${alarm.id}`}
        role="option"
        tabIndex={-1}
        aria-selected={selected}
        className={classNames(
          'queue-row',
          `p${alarm.severity}`,
          unacked && 'unacked',
          selected && 'selected',
          about && 'about',
          alarm.state === 'normal' && 'over',
        )}
        data-alarm={alarm.id}
        data-kind={alarm.kind}
        data-state={alarm.state}
        data-level={alarm.level}
        data-about={about}
        onClick={onSelect}
      >
        <SeveritySymbol
          severity={alarm.severity}
          filled={unacked}
          pulse={unacked && alarm.severity === 1}
          size="27px"
          label={text.symbol(alarm.severity, state)}
        />
        <RowWords alarm={alarm} />
        <RowClock alarm={alarm} sending={act.state === 'sending'} />
        <RowNeighbours alarm={alarm} />
      </div>
    );
  },
  (a, b) => a.alarm === b.alarm && a.selected === b.selected,
);

function RowWords({ alarm }: { alarm: Alarm }) {
  const { alarm: text, shell, evidence: words } = useText();
  const seen = useSituation((s) => s.seenAlarms[alarm.id]?.by.map(({ name }) => name).join(' '));
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const way = useSituation((situation) => {
    const journey = alarm.journeyId ? situation.journeys[alarm.journeyId] : undefined;
    return journey ? `${journey.fromArea}>${journey.toArea}` : null;
  });
  const [from, to] = way?.split('>') ?? [];
  const place =
    from && to
      ? `${wordFor(shell.areas, from)} → ${wordFor(shell.areas, to)}`
      : wordFor(shell.areas, alarm.area);
  const subject = alarmSubject(alarm, site, language);
  const joined = useSituation((situation) =>
    alarm.incidentId ? (situation.incidents[alarm.incidentId]?.alarms.length ?? 0) : 0,
  );
  return (
    <div className="words">
      <div className="kind">
        {wordFor(text.kinds, alarm.kind)}
        {alarm.count > 1 ? (
          <span className="count num" title={text.repeated(alarm.count)}>
            ×{alarm.count}
          </span>
        ) : null}
        <RowMarks alarm={alarm} />
        {joined > 1 ? <span className="joined">{text.sameIncident}</span> : null}
        {seen ? (
          <span className="eyes" title={words.seen(seen)}>
            <EyeIcon />{' '}
            {seen
              .split(' ')
              .map((name) => name.slice(0, 2).toUpperCase())
              .join(' ')}
          </span>
        ) : null}
      </div>
      <div className="about">
        <span className="subject">{subject}</span>
        {placeBeside(subject, place) ? ` · ${place}` : null}
      </div>
    </div>
  );
}

/** For the mouse alone, and so no control within the option: the key Y does the same for the selected row. */
function RowNeighbours({ alarm }: { alarm: Alarm }) {
  const { playback: text } = useText();
  const site = useSite()?.site ?? null;
  if (!site) return null;
  const place = placeOfAlarmThen(alarm, site);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: as said.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as said.
    <span
      className="neighbours-then"
      title={text.neighboursThen(zoneTime(place.atMs))}
      onClick={() => setStage({ show: 'neighbours', place })}
    >
      {text.neighbours}
    </span>
  );
}

/** How far it was escalated, and that its device says it again and again. */
function RowMarks({ alarm: { level, chattering } }: { alarm: Alarm }) {
  const text = useText().alarmDesk;
  return (
    <>
      {level > 0 ? (
        <span className="level num" data-level={level} title={text.level(text.levels[level] ?? '')}>
          ▲{text.levels[level]}
        </span>
      ) : null}
      {chattering ? <span className="chattering">{text.chattering}</span> : null}
    </>
  );
}

function RowClock({ alarm, sending }: { alarm: Alarm; sending: boolean }) {
  const text = useText();
  const nowMs = useNow();
  const leftMs = alarm.acknowledgeDueAtMs - nowMs;
  const countsDown = isUnacknowledged(alarm) && alarm.severity < 4;
  return (
    <div className="clock num">
      <span className="age">{clockAge(nowMs - alarm.raisedAtMs)}</span>
      <span className={classNames('due', countsDown && leftMs < 0 && 'overdue')}>
        {sending && text.shell.sending}
        {!sending && countsDown && leftMs >= 0 && text.alarm.acknowledgeIn(clockAge(leftMs))}
        {!sending && countsDown && leftMs < 0 && text.alarm.acknowledgeOverdue(clockAge(-leftMs))}
        {!sending &&
          !countsDown &&
          (alarm.acknowledgedBy ?? wordFor(text.alarm.states, alarm.state))}
        {!sending && alarm.progressDueAtMs !== null && alarm.severity < 4
          ? ` · ${text.alarmDesk.progressIn(clockAge(alarm.progressDueAtMs - nowMs))}`
          : null}
      </span>
    </div>
  );
}
