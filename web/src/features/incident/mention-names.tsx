import type { Colleague } from '@ftz/shared/contract/colleague.ts';
import { useText, wordFor } from '#text/text.ts';
import './mention-names.css';

type Props = {
  id: string;
  names: readonly Colleague[];
  active: number;
  onTake: (username: string) => void;
};

/** Who can be named here. The field keeps the focus and its keys; a pointer may take one too. */
export function MentionNames({ id, names, active, onTake }: Props) {
  const { incident: text, incidentActs: acts, shell } = useText();
  return (
    <>
      <p className="visually-hidden" role="status">
        {names.length > 0 ? text.mentionNames(names.length) : ''}
      </p>
      {names.length > 0 ? (
        <div id={id} className="mention-names" role="listbox" aria-label={text.mentionWhom}>
          {names.map(({ accountId, username, role, online }, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its names.
            <div
              key={accountId}
              id={`${id}-${i}`}
              ref={i === active ? inSight : undefined}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onTake(username)}
            >
              <strong>@{username}</strong>
              <span>
                {wordFor(shell.roles, role)} · {online ? acts.online : acts.offline}
              </span>
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}

function inSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
