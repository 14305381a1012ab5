import { ring, useCall } from '#live/call-store.ts';
import { useText } from '#text/text.ts';

/** Rings the other side of a task: the crew from the desk, the desk from the road. */
export function CallButton({ taskId }: { taskId: string }) {
  const text = useText().call;
  const call = useCall();
  const isBusy = call.phase === 'on' || call.phase.startsWith('ringing');
  return (
    <button type="button" className="button" disabled={isBusy} onClick={() => void ring(taskId)}>
      {text.call}
    </button>
  );
}
