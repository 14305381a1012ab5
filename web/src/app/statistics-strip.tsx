import { useState } from 'react';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import { StatisticBehind } from '#features/statistics/statistic-behind.tsx';
import { useText } from '#text/text.ts';
import { AlarmsByHour, GateThroughput, ResponseTimes } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import './statistics-strip.css';

/** Three charts under the map, which can be put away; each figure is one step from what it counts. */
export function StatisticsStrip({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { desk: text } = useText();
  const [asked, setAsked] = useState<AskedStatistic | null>(null);
  return (
    <section className={open ? 'statistics-strip' : 'statistics-strip closed'}>
      <button type="button" className="strip-toggle" aria-expanded={open} onClick={onToggle}>
        {open ? text.statisticsHide : text.statisticsShow} <kbd>I</kbd>
      </button>
      {open && asked ? (
        <StatisticBehind key={JSON.stringify(asked)} asked={asked} onClose={() => setAsked(null)} />
      ) : null}
      {open ? (
        <div className="charts">
          <div className="chart-slot">
            <LatePart>
              <AlarmsByHour variant="desk" onAsk={setAsked} />
            </LatePart>
          </div>
          <div className="chart-slot">
            <LatePart>
              <GateThroughput variant="desk" onAsk={setAsked} />
            </LatePart>
          </div>
          <div className="chart-slot">
            <LatePart>
              <ResponseTimes variant="desk" onAsk={setAsked} />
            </LatePart>
          </div>
        </div>
      ) : null}
    </section>
  );
}
