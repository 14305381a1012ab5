import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import { causesOf } from '@ftz/shared/contract/cause-code.ts';
import type { DispositionConclusion } from '@ftz/shared/contract/disposition.ts';
import type { VerdictDraft } from '#desk/drafts.ts';
import { useKeys } from '#desk/keys.ts';
import { useText, wordFor } from '#text/text.ts';
import { Choices } from '#ui/choices.tsx';

type Props = {
  /** Unique on the page. */
  name: string;
  conclusions: readonly DispositionConclusion[];
  alarmKind: AlarmKind | null;
  chosen: VerdictDraft;
  focused: boolean;
  onChoose: (verdict: VerdictDraft) => void;
};

/** What it was and why, by digits: the first one says what, the next one why. */
export function VerdictFields(props: Props) {
  const { name, conclusions, alarmKind, chosen, focused, onChoose } = props;
  const { disposition: text, incident } = useText();
  const causes = causesOf(alarmKind);
  const choose = (digit: number) => {
    const [conclusion, cause] = [conclusions[digit], causes[digit]];
    if (chosen.conclusion === null && conclusion) onChoose({ ...chosen, conclusion });
    else if (chosen.conclusion !== null && cause) onChoose({ ...chosen, cause });
  };
  const digits = Array.from({ length: 9 }, (_, i) => [String(i + 1), () => choose(i)]);
  useKeys(Object.fromEntries(digits), 30);
  const asking = chosen.conclusion === null ? 'conclusion' : 'cause';
  const numbered = (words: Record<string, string>, of: readonly string[], on: boolean) => {
    return (each: string) => (on ? `${of.indexOf(each) + 1} ` : '') + wordFor(words, each);
  };
  return (
    <>
      <Choices
        legend={incident.conclusion}
        name={`${name}-conclusion`}
        values={conclusions}
        chosen={chosen.conclusion}
        wordOf={numbered(text.conclusions, conclusions, asking === 'conclusion')}
        focused={focused}
        onChoose={(conclusion) => onChoose({ ...chosen, conclusion })}
      />
      <Choices
        legend={text.cause}
        name={`${name}-cause`}
        values={causes}
        chosen={chosen.cause}
        wordOf={numbered(text.causes, causes.slice(0, 9), asking === 'cause')}
        focused={false}
        onChoose={(cause) => onChoose({ ...chosen, cause })}
      />
    </>
  );
}
