import type { CameraRecording } from '@ftz/shared/contract/recording.ts';
import { serverNow } from '#live/server-clock.ts';
import { recordingSentence } from '#text/recording-text.ts';
import { useText } from '#text/text.ts';

/** Null: nobody has told yet. */
type Props = { recording: CameraRecording | null };

/** A word beside the name: recorded, or not to be. */
export function RecordingMark({ recording }: Props) {
  const { recording: text } = useText();
  if (recording === null || recording.trouble !== null) return null;
  const sentence = recordingSentence(recording, text, serverNow());
  const isOn = recording.sinceMs !== null;
  return (
    <span className="recording-mark" data-recording={isOn ? 'on' : 'off'} title={sentence}>
      {isOn ? text.on : sentence}
    </span>
  );
}

/** A sentence over the name: since when it is not recorded, and why. */
export function RecordingNote({ recording }: Props) {
  const { recording: text } = useText();
  if (recording === null || recording.trouble === null) return null;
  return (
    <p className="recording-note num" data-recording={recording.trouble}>
      {recordingSentence(recording, text, serverNow())}
    </p>
  );
}
