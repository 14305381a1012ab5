import { useEffect, useRef, useState } from 'react';
import { accept, type CallState, hangUp, useCall } from '#live/call-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './call-view.css';
import { useConnection } from './use-connection.ts';

/** The call of this page, at the desk and on the phone: ringing, both pictures, or why it is over. */
export function CallView() {
  const text = useText().call;
  const call = useCall();
  if (call.phase === 'idle') return null;
  return (
    <section className="call-view" aria-label={text.title} data-phase={call.phase}>
      {call.phase === 'on' ? <Talk call={call} /> : <Waiting call={call} />}
    </section>
  );
}

function Waiting({ call }: { call: Exclude<CallState, { phase: 'idle' | 'on' }> }) {
  const text = useText().call;
  return (
    <div className="call-waiting" role="alert">
      {call.phase === 'ringing-out' ? <p>{text.ringing}</p> : null}
      {call.phase === 'ringing-in' ? <p>{text.ringsIn(call.from)}</p> : null}
      {call.phase === 'over' ? <p>{wordFor(text.over, call.why)}</p> : null}
      {call.phase === 'refused' ? <RefusalLine refusal={call.refusal} /> : null}
      <div className="call-acts">
        {call.phase === 'ringing-in' ? (
          <button type="button" className="button primary" onClick={() => void accept()}>
            {text.accept}
          </button>
        ) : null}
        <button type="button" className="button" onClick={hangUp}>
          {call.phase === 'ringing-in'
            ? text.decline
            : call.phase === 'ringing-out'
              ? text.hangUp
              : text.close}
        </button>
      </div>
    </div>
  );
}

function Talk({ call }: { call: Extract<CallState, { phase: 'on' }> }) {
  const text = useText().call;
  const { own, other, hindrance, state, flip } = useConnection(call);
  const [muted, setMuted] = useState(false);
  useEffect(() => {
    for (const track of own?.getAudioTracks() ?? []) track.enabled = !muted;
  }, [own, muted]);
  const hasOther = other !== null && state === 'connected';
  return (
    <>
      <div className="call-pictures">
        <Picture stream={other} label={text.theirs} className="theirs" />
        <Picture stream={own} label={text.yours} className="yours" muted />
        {hasOther ? null : (
          <p role="status">
            {state === 'failed' || state === 'disconnected' ? text.lost : text.connecting}
          </p>
        )}
      </div>
      {hindrance ? <p role="alert">{wordFor(text.hindrances, hindrance)}</p> : null}
      <div className="call-acts">
        <button
          type="button"
          className="button"
          aria-pressed={muted}
          onClick={() => setMuted(!muted)}
        >
          {muted ? text.unmute : text.mute}
        </button>
        <button type="button" className="button" onClick={flip} disabled={own === null}>
          {text.flip}
        </button>
        <button type="button" className="button primary" onClick={hangUp}>
          {text.hangUp}
        </button>
      </div>
    </>
  );
}

type PictureProps = {
  stream: MediaStream | null;
  label: string;
  className: string;
  muted?: boolean;
};

function Picture({ stream, label, className, muted = false }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = stream;
    if (stream) video.current.play().catch(() => undefined);
  }, [stream]);
  return <video ref={video} className={className} aria-label={label} muted={muted} playsInline />;
}
