import { useCameraRecording } from '#api/cameras.ts';
import { serverNow } from '#live/server-clock.ts';
import { recordingSentence } from '#text/recording-text.ts';
import { useText } from '#text/text.ts';

type Props = { cameraId: string; isInSight: boolean };

/** Quiet while a camera is recorded; a sentence with time and reason where it is not. */
export function RecordingMark({ cameraId, isInSight }: Props) {
  const { recording: text } = useText();
  const recording = useCameraRecording(cameraId, isInSight);
  if (recording === null) return null;
  const sentence = recordingSentence(recording, text, serverNow());
  const isOn = recording.trouble === null && recording.sinceMs !== null;
  const state = recording.trouble ?? (isOn ? 'on' : 'off');
  return (
    <p className="recording-mark num" data-recording={state} title={sentence}>
      {isOn ? text.on : sentence}
    </p>
  );
}
