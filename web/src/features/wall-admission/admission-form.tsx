import {
  type WaitingWall,
  type WallId,
  wallCodeLength,
  wallIds,
} from '@ftz/shared/contract/wall.ts';
import { type SyntheticEvent, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

type Props = {
  code: string;
  onCode: (code: string) => void;
  waiting: readonly WaitingWall[];
  onSaid: () => void;
};

const actKey = 'wall-admission';

/** Compares what stands on the screen, and says yes or no: as which wall, and what it may show. */
export function AdmissionForm({ code, onCode, waiting, onSaid }: Props) {
  const { wallAdmission: text, shell } = useText();
  const own = usePrincipal()?.areas ?? [];
  const walls = useSituation((situation) => situation.walls);
  const firstFree = wallIds.find((id) => !walls[id]?.display) ?? '1';
  const [chosen, setChosen] = useState<WallId | null>(null);
  const [areas, setAreas] = useState(own);
  const act = useAct(actKey);
  const wallId = chosen ?? firstFree;
  const asking = waiting.find((each) => each.code === code);
  const isWhole = code.length === wallCodeLength && act.state !== 'sending';

  const said = (done: boolean) => {
    if (done) onCode('');
    onSaid();
  };
  const letIn = async (event: SyntheticEvent) => {
    event.preventDefault();
    said(await perform(actKey, 'wall.enrol', { code, wallId, areas }, null));
  };
  const turnAway = async () => said(await perform(actKey, 'wall.refuse', { code }, null));

  return (
    <form onSubmit={(event) => void letIn(event)}>
      <label>
        {text.code}
        <input
          className="field num"
          name="wall-code"
          autoComplete="off"
          spellCheck={false}
          maxLength={wallCodeLength + 1}
          value={code}
          onChange={({ target }) => onCode(target.value.toUpperCase().replace(/[^A-Z0-9]/g, ''))}
        />
      </label>
      <label>
        {text.as}
        <select
          className="field"
          name="wall-id"
          value={wallId}
          onChange={({ target }) => setChosen(target.value as WallId)}
        >
          {wallIds.map((id) => (
            <option key={id} value={id}>
              {text.wallAt(id)}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="choices">
        <legend>{text.areas}</legend>
        {own.map((area) => (
          <label key={area}>
            <input
              type="checkbox"
              checked={areas.includes(area)}
              onChange={({ target }) =>
                setAreas(
                  own.filter((each) => (each === area ? target.checked : areas.includes(each))),
                )
              }
            />
            {wordFor(shell.areaNames, area)}
          </label>
        ))}
      </fieldset>
      {asking ? (
        <p className="asking" data-key={asking.keyId}>
          <span className="num">{asking.address}</span> · {asking.browser}
          {walls[wallId]?.display ? <strong> · {text.replaces(wallId)}</strong> : null}
        </p>
      ) : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <div className="form-row">
        <button
          type="button"
          className="button"
          disabled={!isWhole}
          onClick={() => void turnAway()}
        >
          {text.turnAway}
        </button>
        <button type="submit" className="button primary" disabled={!isWhole || areas.length === 0}>
          {text.letIn}
        </button>
      </div>
    </form>
  );
}
