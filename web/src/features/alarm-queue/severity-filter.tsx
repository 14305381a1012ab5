import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { classNames } from '#lib/class-names.ts';
import { useText } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

const levels: readonly Severity[] = [1, 2, 3, 4];

type Props = {
  alarms: readonly Alarm[];
  level: Severity | null;
  onLevel: (level: Severity | null) => void;
};

/** How many of each level are open; pressing one shows it alone, pressing it again shows all. */
export function SeverityFilter({ alarms, level, onLevel }: Props) {
  const text = useText().alarm;
  return (
    <div className="severity-filter">
      {levels.map((each) => {
        const own = alarms.filter((alarm) => alarm.severity === each);
        return (
          <button
            key={each}
            type="button"
            className={classNames('chip num', level === each && 'on', own.length === 0 && 'none')}
            aria-pressed={level === each}
            onClick={() => onLevel(level === each ? null : each)}
          >
            <SeveritySymbol severity={each} size="22px" filled={own.some(isUnacknowledged)} />
            {own.length}
            <span className="visually-hidden">{text.filter(each, own.length)}</span>
          </button>
        );
      })}
    </div>
  );
}
