import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { useText } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

/** What has arrived while the hand was on the list: how much, and how grave at worst. */
export function NewBar({ alarms, onReveal }: { alarms: readonly Alarm[]; onReveal: () => void }) {
  const text = useText().alarm;
  const gravest = alarms[0];
  if (!gravest) return null;
  return (
    <button type="button" className="new-bar" onClick={onReveal}>
      <SeveritySymbol
        severity={gravest.severity}
        filled
        pulse={gravest.severity === 1}
        size="22px"
      />
      {text.newRows(alarms.length)}
    </button>
  );
}
