import { mayDo } from '@ftz/shared/access/policy.ts';
import { usePrincipal } from '#api/session.ts';
import { useHasSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { HandOverDesk } from './hand-over-desk.tsx';
import { HandOverHistory } from './hand-over-history.tsx';
import { OnDutyTable } from './on-duty-table.tsx';
import { RosterTable } from './roster-table.tsx';
import './shift-board.css';

/** The duty page: who is here, who is planned, and how one watch becomes the next. */
export function ShiftBoard() {
  const text = useText();
  const knows = useHasSituation();
  const principal = usePrincipal();
  if (!knows || !principal) return <p role="status">{text.shell.loading}</p>;
  return (
    <div className="shift-board">
      <div className="shift-people">
        <OnDutyTable />
        <RosterTable />
      </div>
      <div className="shift-talk">
        {mayDo(principal, 'hand-over.start', null) ? <HandOverDesk me={principal} /> : null}
        <HandOverHistory />
      </div>
    </div>
  );
}
