import { type FormEvent, useId, useRef, useState } from 'react';
import { useText } from '#text/text.ts';
import { type CodeKind, judgeCode } from './code-forms.ts';
import { useCameraCodes } from './use-camera-codes.ts';
import './scan-field.css';
import './task-note.css';

type Props = {
  kind: CodeKind;
  label: string;
  /** What the papers say; what differs is said at once and may be entered all the same. */
  expected?: string | null;
  onTaken: (code: string) => void;
};

/** A code, read by the camera or typed by hand; its form is checked here, its truth at the center. */
export function ScanField({ kind, label, expected = null, onTaken }: Props) {
  const { field, shell } = useText();
  const [scanning, setScanning] = useState(false);
  const [given, setGiven] = useState('');
  const id = useId();
  const { text, verdict } = judgeCode(kind, given);
  const differs = expected !== null && given !== '' && verdict !== 'wrong' && text !== expected;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (verdict !== 'wrong') onTaken(text);
  };
  return (
    <form className="scan-field" data-code={kind} onSubmit={submit}>
      <label htmlFor={id}>
        {label}
        {expected ? <small className="num">{field.expected(expected)}</small> : null}
      </label>
      {scanning ? (
        <Viewfinder
          onRead={(read) => {
            navigator.vibrate?.(80);
            setGiven(read);
            setScanning(false);
          }}
        />
      ) : null}
      <div className="scan-row">
        <input
          id={id}
          className="field num"
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder={field.typeIt}
          value={given}
          onChange={(event) => setGiven(event.target.value)}
        />
        <button
          type="button"
          className="button scan"
          aria-pressed={scanning}
          onClick={() => setScanning(!scanning)}
        >
          {scanning ? shell.close : field.scan}
        </button>
      </div>
      {given === '' ? null : (
        <p className="verdict num" data-verdict={differs ? 'doubt' : verdict} role="status">
          {verdictWords(verdict, kind, field)}
          {differs ? ` ${field.differs}` : null}
        </p>
      )}
      <button type="submit" className="button primary" disabled={verdict === 'wrong'}>
        {field.use}
        {verdict === 'wrong' ? null : <b className="num">{text}</b>}
      </button>
    </form>
  );
}

function verdictWords(
  verdict: 'right' | 'doubt' | 'wrong',
  kind: CodeKind,
  field: { codeRight: string; codeDoubt: string; codeWrong: string },
): string | null {
  if (verdict === 'wrong') return field.codeWrong;
  if (kind !== 'container') return null;
  return verdict === 'right' ? field.codeRight : field.codeDoubt;
}

function Viewfinder({ onRead }: { onRead: (text: string) => void }) {
  const { field } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const state = useCameraCodes(video, onRead);
  if (state === 'refused') {
    return (
      <p className="task-note" role="alert">
        {field.cameraRefused}
      </p>
    );
  }
  return (
    <div className="viewfinder">
      <video ref={video} muted playsInline aria-label={field.scanning} />
      <p role="status">{state === 'starting' ? field.cameraStarting : field.scanning}</p>
    </div>
  );
}
