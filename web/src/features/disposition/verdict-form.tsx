import type { Disposition, Verdict } from '@ftz/shared/contract/disposition.ts';
import type { SyntheticEvent } from 'react';
import { forgetDraft, putDraft, useDraft } from '#desk/drafts.ts';
import { useKeys } from '#desk/keys.ts';
import { type Act, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { VerdictFields } from './verdict-fields.tsx';

type Props = {
  disposition: Disposition;
  /** What the button says that sends it. */
  word: string;
  onSend: (key: string, verdict: Verdict) => Promise<boolean>;
  /** Gives it back with what was written as the reason; null where that is no choice. */
  onGiveBack: ((key: string, reason: string) => Promise<boolean>) | null;
  onCancel?: () => void;
};

const ofIncident = ['confirmed', 'false-alarm', 'nuisance', 'resolved-on-site'] as const;
const ofAct = ['justified', 'not-justified'] as const;
const refusalOf = (act: Act) => (act.state === 'refused' ? act.refusal : null);

/** One officer's own conclusion: what, why, in his words. */
export function VerdictForm({ disposition, word, onSend, onGiveBack, onCancel }: Props) {
  const { disposition: text, shell } = useText();
  const { id, subject, alarmKind } = disposition;
  const key = `${id}/verdict`;
  const kept = useDraft(key);
  const draft =
    kept?.form === 'verdict'
      ? kept
      : { form: 'verdict' as const, text: '', verdict: { conclusion: null, cause: null } };
  const act = useAct(key);
  const sending = act.state === 'sending';
  const { conclusion, cause } = draft.verdict;
  const said = draft.text.trim();

  const send = async () => {
    if (conclusion === null || cause === null) return;
    if (await onSend(key, { conclusion, cause, note: said, evidence: [] })) forgetDraft(key);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send();
  };
  const giveBack = async () => {
    if (onGiveBack && (await onGiveBack(key, said))) forgetDraft(key);
  };
  useKeys(
    {
      Enter: conclusion !== null && cause !== null ? () => void send() : undefined,
      Escape: onCancel,
    },
    30,
  );

  return (
    <form className="incident-form verdict-form" onSubmit={submit}>
      <RefusalLine refusal={refusalOf(act)} />
      <VerdictFields
        name={id}
        conclusions={subject.kind === 'incident' ? ofIncident : ofAct}
        alarmKind={alarmKind}
        chosen={draft.verdict}
        focused
        onChoose={(verdict) => putDraft(key, { ...draft, verdict })}
      />
      <NoteField
        label={onGiveBack ? `${text.note} / ${text.giveBackReason}` : text.note}
        value={draft.text}
        onSubmit={submit}
        onChange={(typed) => putDraft(key, { ...draft, text: typed })}
      />
      <div className="form-row">
        {onCancel ? (
          <button type="button" className="button quiet" onClick={onCancel}>
            {shell.cancel}
          </button>
        ) : null}
        {onGiveBack ? (
          <button
            type="button"
            className="button"
            disabled={sending || said === ''}
            onClick={() => void giveBack()}
          >
            {text.giveBack}
          </button>
        ) : null}
        <button
          type="submit"
          className="button primary"
          disabled={sending || conclusion === null || cause === null}
        >
          {sending ? shell.sending : word}
        </button>
      </div>
    </form>
  );
}
