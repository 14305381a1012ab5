import type { ResponseSample } from '@ftz/shared/contract/situation.ts';
import type { ReactNode } from 'react';
import { shortAge } from '#lib/age.ts';
import { median } from '#lib/median.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import './desk-footer.css';

const hourMs = 3_600_000;

/** The keys that matter most, what was done last and how it is undone, and how this hour goes. */
export function DeskFooter({ onHelp, undo }: { onHelp: () => void; undo: ReactNode }) {
  const { desk: text } = useText();
  const hints: [keys: string[], word: string][] = [
    [[text.keys.space], text.short.acknowledge],
    [['J', 'K'], text.short.move],
    [['V'], text.short.camera],
    [['D'], text.short.dispatch],
    [['N'], text.short.note],
    [['L'], text.short.locate],
    [['B'], text.short.back],
  ];
  return (
    <footer className="desk-footer">
      {hints.map(([keys, word]) => (
        <span key={word}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {word}
        </span>
      ))}
      <button type="button" onClick={onHelp}>
        <kbd>?</kbd>
        {text.short.help}
      </button>
      {undo}
      <HourMetrics />
    </footer>
  );
}

function HourMetrics() {
  const { desk: text } = useText();
  const nowMs = useNow();
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  const { alarmsByHour, responses } = useSituation((situation) => situation.statistics);
  const alarms = Object.values(alarmsByHour)
    .flatMap((hours) => hours[hour] ?? [])
    .reduce((sum, count) => sum + count, 0);
  return (
    <span className="metrics num">
      {text.metrics(String(alarms), medianOf(responses.acknowledge), medianOf(responses.dispatch))}
    </span>
  );
}

function medianOf(samples: readonly ResponseSample[]): string {
  const middle = median(samples.map(({ tookMs }) => tookMs));
  return middle === null ? '—' : shortAge(middle);
}
