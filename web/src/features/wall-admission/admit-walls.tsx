import type { WaitingWall } from '@ftz/shared/contract/wall.ts';
import { useState } from 'react';
import { fetchWalls } from '#api/walls.ts';
import { shortAge } from '#lib/age.ts';
import { useNow } from '#live/server-clock.ts';
import { useAskedAgain } from '#live/use-asked-again.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { AdmissionForm } from './admission-form.tsx';
import { WallList } from './wall-list.tsx';
import './admit-walls.css';

const askEveryMs = 3_000;

/** The screens of the hall, and the browsers that ask to be one: told apart by the code on the screen. */
export function AdmitWalls({ onClose }: { onClose: () => void }) {
  const { wallAdmission: text, shell } = useText();
  const [code, setCode] = useState('');
  const asked = useAskedAgain(fetchWalls, askEveryMs);
  const waiting = asked.value?.waiting ?? [];
  return (
    <section className="admit-walls" aria-label={text.title}>
      <header>
        <h1>{text.title}</h1>
        <p>{text.hint}</p>
        <button type="button" className="button" onClick={onClose}>
          {shell.close}
        </button>
      </header>
      <RefusalLine refusal={asked.refusal} />
      <div className="wall-part">
        <header>
          <h2>{text.waiting}</h2>
          <span className="num">{waiting.length}</span>
        </header>
        {waiting.length === 0 ? <p className="hint">{text.nobody}</p> : null}
        <ul>
          {waiting.map((each) => (
            <Waiting key={each.keyId} waiting={each} onChoose={() => setCode(each.code)} />
          ))}
        </ul>
        <AdmissionForm code={code} onCode={setCode} waiting={waiting} onSaid={asked.askNow} />
      </div>
      <WallList heard={asked.value?.heard ?? []} />
    </section>
  );
}

function Waiting({ waiting, onChoose }: { waiting: WaitingWall; onChoose: () => void }) {
  const { wallAdmission: text } = useText();
  const ageMs = useNow() - waiting.askedAtMs;
  return (
    <li>
      <button type="button" className="button num" onClick={onChoose}>
        {waiting.code}
      </button>
      <span className="num">
        {text.from} {waiting.address}
      </span>
      <span>{waiting.browser}</span>
      <span className="num">{text.asked(shortAge(ageMs))}</span>
    </li>
  );
}
