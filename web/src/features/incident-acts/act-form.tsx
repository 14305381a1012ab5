import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { CommandArgument } from '@ftz/shared/contract/live-up.ts';
import { retentionId } from '@ftz/shared/state/kept-until.ts';
import { type SyntheticEvent, useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { serverNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { Choices } from '#ui/choices.tsx';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SendRow } from '#ui/send-row.tsx';
import { OptionList } from './option-list.tsx';
import { actOfTwo, commandOf, isForTwo, type MenuAct } from './possible-acts.ts';
import { useOptions } from './use-options.ts';

const minutesOf: Partial<Record<MenuAct, readonly number[]>> = {
  monitor: [15, 60, 240, 1440],
  invite: [30, 60, 240, 1440],
  'change-retention': [30, 180, 365, 1095].map((days) => days * 1440),
};
/** Acts that say nothing but themselves. */
const wordless: readonly MenuAct[] = ['claim', 'release', 'confirm', 'transfer', 'uninvite'];

type Props = { act: MenuAct; incident: Incident; onDone: () => void };

/** One act with what it needs: whom or into what, for how long, and why. Enter sends, Escape leaves. */
export function ActForm({ act, incident, onDone }: Props) {
  const { incidentActs: text } = useText();
  const options = useOptions(act, incident);
  const [chosen, setChosen] = useState<string | null>(null);
  const durations = minutesOf[act] ?? [];
  const [minutes, setMinutes] = useState(durations[1] ?? 0);
  const [words, setWords] = useState('');
  const key = `${incident.id}/${act}`;
  const state = useAct(key);
  const value = chosen ?? options?.[0]?.value ?? null;
  const isWordless = wordless.includes(act);
  const isReady = (options === null || value !== null) && (isWordless || words.trim() !== '');
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const untilMs = Math.round(serverNow()) + minutes * 60_000;
    const argument = argumentOf(act, incident, { value, untilMs, words: words.trim() });
    const name = commandOf(act);
    const based =
      act === 'drill' || isForTwo(act) || name.startsWith('emergency.') ? null : incident.version;
    if (await perform(key, name, argument as CommandArgument<typeof name>, based)) onDone();
  };
  const label = act === 'invite' ? text.question : isReason(act) ? text.reason : text.words;
  return (
    <form className="incident-form act-form" onSubmit={(event) => void submit(event)}>
      <b>{wordFor(text.acts, act)}</b>
      <RefusalLine refusal={state.state === 'refused' ? state.refusal : null} />
      {options ? (
        <OptionList name={act} options={options} chosen={value} onChoose={setChosen} />
      ) : null}
      {durations.length > 0 ? (
        <Choices
          legend={text.until}
          name={`${act}-minutes`}
          values={durations.map(String)}
          chosen={String(minutes)}
          wordOf={(m) => text.minutes(Number(m))}
          focused={false}
          onChoose={(m) => setMinutes(Number(m))}
        />
      ) : null}
      {isWordless ? null : (
        <NoteField
          label={label}
          focused={options === null}
          value={words}
          onChange={setWords}
          onSubmit={(event) => void submit(event)}
        />
      )}
      <SendRow
        word={wordFor({ ...text.acts, ...text.send }, act)}
        sending={state.state === 'sending'}
        ready={isReady}
        onCancel={onDone}
      />
    </form>
  );
}

const isReason = (act: MenuAct) =>
  ['monitor', 'merge', 'unmerge', 'reopen', 'declare', 'drill'].includes(act) || isForTwo(act);

type Said = { value: string | null; untilMs: number; words: string };

function argumentOf(act: MenuAct, incident: Incident, { value, untilMs, words }: Said): object {
  const ref = { incidentId: incident.id };
  switch (act) {
    case 'transfer':
      return { ...ref, to: value };
    case 'monitor':
      return { ...ref, untilMs, reason: words };
    case 'merge':
      return { ...ref, intoId: value, reason: words };
    case 'invite':
      return { ...ref, accountId: value, untilMs, question: words };
    case 'uninvite':
      return { ...ref, accountId: value };
    case 'write-off':
    case 'delete-evidence':
    case 'change-retention':
      return {
        ...ref,
        act: actOfTwo[act],
        entityId: act === 'change-retention' ? retentionId(incident.id, untilMs) : value,
        area: incident.area,
        alreadyDone: false,
        conclusion: 'justified',
        cause: 'other',
        note: words,
        evidence: [],
      };
    case 'unmerge':
    case 'reopen':
    case 'declare':
      return { ...ref, reason: words };
    case 'drill':
      return { area: incident.area, kind: incident.kind, reason: words };
    case 'report':
      return { ...ref, text: words };
    case 'stand-down':
    case 'review':
      return { ...ref, note: words };
    default:
      return ref;
  }
}
