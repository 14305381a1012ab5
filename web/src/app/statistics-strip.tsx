import { useText } from '#text/text.ts';
import { AlarmsByHour, GateThroughput, ResponseTimes } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import './statistics-strip.css';

/** Three charts under the map, which can be put away. */
export function StatisticsStrip({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { desk: text } = useText();
  return (
    <section className={open ? 'statistics-strip' : 'statistics-strip closed'}>
      <button type="button" className="strip-toggle" aria-expanded={open} onClick={onToggle}>
        {open ? text.statisticsHide : text.statisticsShow} <kbd>I</kbd>
      </button>
      {open ? (
        <div className="charts">
          <div className="chart-slot">
            <LatePart>
              <AlarmsByHour variant="desk" />
            </LatePart>
          </div>
          <div className="chart-slot">
            <LatePart>
              <GateThroughput variant="desk" />
            </LatePart>
          </div>
          <div className="chart-slot">
            <LatePart>
              <ResponseTimes variant="desk" />
            </LatePart>
          </div>
        </div>
      ) : null}
    </section>
  );
}
