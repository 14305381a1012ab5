import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { classNames } from '#lib/class-names.ts';
import { useText, wordFor } from '#text/text.ts';

const kinds: readonly [kind: TaskKind, key: string][] = [
  ['review', 'R'],
  ['video-inspection', 'V'],
  ['mobile-verification', 'M'],
  ['follow-up-check', 'F'],
];

type Props = {
  chosen: TaskKind | null;
  choosing: boolean;
  onChoose: (kind: TaskKind) => void;
};

/** What can be asked of a unit. The keys count once D was pressed, and are bright from then on. */
export function KindButtons({ chosen, choosing, onChoose }: Props) {
  const text = useText().task;
  return (
    <fieldset className={classNames('kind-buttons', choosing && 'choosing')}>
      <legend>
        {text.dispatch} <kbd>D</kbd>
        {choosing ? <span> · {text.dispatchHint}</span> : null}
      </legend>
      {kinds.map(([kind, key]) => (
        <button
          key={kind}
          type="button"
          className={classNames('button', chosen === kind && 'chosen')}
          aria-pressed={chosen === kind}
          data-kind={kind}
          onClick={() => onChoose(kind)}
        >
          {wordFor(text.kinds, kind)} <kbd>{key}</kbd>
        </button>
      ))}
    </fieldset>
  );
}
