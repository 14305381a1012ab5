import type { Person } from '@ftz/shared/contract/person.ts';
import { useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { mostRosterLines, readRoster } from './read-roster.ts';

/** A week that was planned elsewhere, as lines of text; all of it is taken, or nothing. */
export function RosterImport({ people }: { people: readonly Person[] }) {
  const { shift } = useText();
  const text = shift.roster;
  const [lines, setLines] = useState('');
  const act = useAct('roster');
  const read = readRoster(lines, people);
  const tooMany = read.ok && read.slots.length > mostRosterLines;
  const usable = read.ok && read.slots.length > 0 && !tooMany;
  const send = async () => {
    if (!read.ok || !usable) return;
    if (await perform('roster', 'roster.plan', { slots: read.slots }, null)) setLines('');
  };
  return (
    <details className="roster-import">
      <summary>{text.importTitle}</summary>
      <label>
        {text.importHint}
        <textarea
          className="field"
          rows={5}
          placeholder="2026-12-01,day,desk-wgq,li"
          value={lines}
          onChange={(event) => setLines(event.target.value)}
        />
      </label>
      {read.ok ? null : <p role="alert">{text.importBad(read.line)}</p>}
      {tooMany ? <p role="alert">{text.importMany(mostRosterLines)}</p> : null}
      <button
        type="button"
        className="button"
        disabled={!usable || act.state === 'sending'}
        onClick={() => void send()}
      >
        {text.importAct}
      </button>
    </details>
  );
}
