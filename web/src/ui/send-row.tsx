import type { ReactNode } from 'react';
import { useText } from '#text/text.ts';

type Props = {
  /** What sending is called here. */
  word: string;
  sending: boolean;
  ready: boolean;
  onCancel: () => void;
  /** For what leaves nothing else to choose; a note is added by a plain button. */
  primary?: boolean;
  /** The key that sends, where it is worth saying. */
  sendKey?: string;
  /** Stands before the buttons. */
  children?: ReactNode;
};

/** The end of a form: think better of it, or send; what is on its way says so and cannot be sent twice. */
export function SendRow(props: Props) {
  const { word, sending, ready, onCancel, primary = true, sendKey, children } = props;
  const { shell } = useText();
  return (
    <div className="form-row">
      {children}
      <button type="button" className="button quiet" onClick={onCancel}>
        {shell.cancel}
      </button>
      <button
        type="submit"
        className={primary ? 'button primary' : 'button'}
        disabled={sending || !ready}
      >
        {sending ? shell.sending : word}
        {sendKey === undefined ? null : (
          <>
            {' '}
            <kbd>{sendKey}</kbd>
          </>
        )}
      </button>
    </div>
  );
}
