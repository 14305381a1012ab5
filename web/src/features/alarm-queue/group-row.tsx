import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import type { AlarmGroup } from '@ftz/shared/state/queue-lines.ts';
import { useSelection } from '#desk/selection.ts';
import { isAbout } from '#desk/things-of-alarm.ts';
import { clockAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { useNow } from '#live/server-clock.ts';
import { type Text, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

type Props = {
  id: string;
  group: AlarmGroup;
  selected: boolean;
  opened: boolean;
  onSelect: () => void;
  onOpen: () => void;
};

/** Many alarms of one cause in one row, with how many they are; Enter or its button opens it. */
export function GroupRow({ id, group, selected, opened, onSelect, onOpen }: Props) {
  const text = useText();
  const nowMs = useNow();
  const about = useSelection(({ thing }) => group.alarms.some((each) => isAbout(each, thing)));
  const waiting = group.alarms.filter(isUnacknowledged);
  const severity = group.alarms[0]?.severity ?? 4;
  const oldestMs = Math.min(...group.alarms.map(({ raisedAtMs }) => raisedAtMs));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys for its options.
    <div
      id={`alarm-${id}`}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={classNames(
        'queue-row group',
        `p${severity}`,
        waiting.length > 0 && 'unacked',
        selected && 'selected',
        about && 'about',
      )}
      data-about={about}
      data-group={group.by}
      data-count={group.alarms.length}
      onClick={onSelect}
    >
      <SeveritySymbol severity={severity} filled={waiting.length > 0} size="27px" />
      <div className="words">
        <div className="kind">{groupName(group, text)}</div>
        <div className="about num">{text.alarmDesk.group(group.alarms.length, waiting.length)}</div>
      </div>
      <div className="clock num">
        <span className="age">{clockAge(nowMs - oldestMs)}</span>
        {/* For the mouse alone, and so no control within the option: Enter opens the row. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as said. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as said. */}
        <span
          className="open-group"
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
        >
          {opened ? text.alarmDesk.groupClose : text.alarmDesk.groupOpen}
        </span>
      </div>
    </div>
  );
}

function groupName({ by, alarms }: AlarmGroup, { alarm, alarmDesk, shell }: Text): string {
  const [first] = alarms;
  if (!first) return '';
  const kind = wordFor(alarm.kinds, first.kind);
  const area = wordFor(shell.areas, first.area);
  switch (by) {
    case 'vehicle':
      return alarmDesk.vehicleGroup(first.plate ?? first.vehicleId ?? '');
    case 'cause':
      return `${kind} · ${area}`;
    case 'kind':
      return kind;
    case 'area':
      return alarmDesk.areaGroup(area);
  }
}
