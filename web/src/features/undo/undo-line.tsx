import { useKeys } from '#desk/keys.ts';
import { inverseOf, isUndoable, undoForS } from '#desk/undoable.ts';
import { forgetRefusal, perform, useAct, useLastDone } from '#live/acts.ts';
import { durableStore } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './undo-line.css';

const key = 'undo';

/** For a minute: what was done last, and the key that takes it back. The server decides. */
export function UndoLine() {
  const { undo: text, shell } = useText();
  const nowMs = useNow();
  const done = useLastDone();
  const act = useAct(key);
  const leftMs = done ? done.atMs + undoForS * 1000 - nowMs : 0;
  const name = done && done.key !== key && leftMs > 0 ? done.sent.name : null;
  const offered = name !== null && isUndoable(name) ? name : null;
  const undo = () => {
    const back = done && inverseOf(done.sent, durableStore.getState().situation, text.reason);
    if (back) void perform(key, back.name, back.argument, null);
  };
  useKeys({ 'Ctrl+z': offered ? undo : undefined });
  if (act.state === 'refused') {
    return (
      <div className="undo-line">
        <RefusalLine refusal={act.refusal} />
        <button type="button" className="button quiet" onClick={() => forgetRefusal(key)}>
          {text.dismiss}
        </button>
      </div>
    );
  }
  if (!offered) return null;
  return (
    <div className="undo-line num" role="status" data-done={offered}>
      <span>{text.did[offered]}</span>
      <button type="button" className="button" disabled={act.state === 'sending'} onClick={undo}>
        {act.state === 'sending' ? shell.sending : text.undo} <kbd>Ctrl Z</kbd>
      </button>
      <span aria-hidden="true">{text.left(Math.min(undoForS, Math.ceil(leftMs / 1000)))}</span>
    </div>
  );
}
