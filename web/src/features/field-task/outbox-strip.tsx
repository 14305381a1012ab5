import { zoneTime } from '#lib/zone-time.ts';
import { useKeptAsOfMs } from '#live/kept-picture.ts';
import { useOutbox } from '#live/phone-outbox.ts';
import { useText } from '#text/text.ts';

/** How old what is shown is, where it comes from the phone alone; and what has not reached the center. */
export function OutboxStrip() {
  const { field } = useText();
  const { acts, files, state } = useOutbox();
  const asOfMs = useKeptAsOfMs();
  const waiting = acts.filter(({ refused }) => refused === null).length;
  const refused = acts.length - waiting;
  const uploads = files.filter((file) => file.refused === null).length;
  const lines = [
    asOfMs === null ? null : field.notLive(zoneTime(asOfMs)),
    waiting > 0 ? field.keptCount(waiting) : null,
    uploads > 0 ? field.keptUploads(uploads) : null,
    refused > 0 ? field.keptRefused(refused) : null,
    state === 'failed' ? field.notKept : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <div
      className="outbox-strip num"
      role="status"
      data-waiting={waiting}
      data-uploads={uploads}
      data-refused={refused}
      data-not-live={asOfMs !== null}
    >
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
