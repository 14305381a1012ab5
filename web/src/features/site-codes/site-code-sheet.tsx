import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { SiteCode } from '@ftz/shared/contract/site-code.ts';
import { useEffect, useState } from 'react';
import { fetchSiteCodes } from '#api/site-codes.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { squareCode } from './square-code.ts';
import './site-code-sheet.css';

/** One plate per gate, to be printed and put up: both languages, the code to scan and to type. */
export function SiteCodeSheet({ onClose }: { onClose: () => void }) {
  const { siteCodes: text, shell } = useText();
  const [codes, setCodes] = useState<SiteCode[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    let wanted = true;
    void fetchSiteCodes().then((answer) => {
      if (!wanted) return;
      if (answer.ok) setCodes(answer.value.codes);
      else setRefusal(answer.refusal);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <section className="site-code-sheet" aria-label={text.title}>
      <header>
        <h1>{text.title}</h1>
        <p>{text.hint}</p>
        <button
          type="button"
          className="button primary"
          disabled={codes === null}
          onClick={() => window.print()}
        >
          {text.print}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {shell.close}
        </button>
      </header>
      <RefusalLine refusal={refusal} />
      {codes === null && refusal === null ? <p role="status">{shell.loading}</p> : null}
      <ul>
        {codes?.map((code) => (
          <Plate key={code.gateId} code={code} />
        ))}
      </ul>
    </section>
  );
}

function Plate({ code: { gateId, area, nameZh, nameEn, code } }: { code: SiteCode }) {
  const { shell } = useText();
  const { path, size } = squareCode(code);
  return (
    <li className="plate" data-gate={gateId}>
      <p className="plate-area">{wordFor(shell.areaNames, area)}</p>
      <h2>{nameZh}</h2>
      <p lang="en">{nameEn}</p>
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={code}>
        <path d={path} />
      </svg>
      <p className="plate-code num">{code}</p>
    </li>
  );
}
