import type { AgencyRuling, TradeDocument } from '@ftz/shared/contract/document.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import {
  journeyOfContainer,
  journeyOfSeal,
  journeyOfVehicle,
} from '@ftz/shared/state/situation-selectors.ts';

/** What a paper or a ruling says of the goods; a ruling names neither seal nor truck. */
type Paper = Pick<AgencyRuling, 'containerNo' | 'billNo'> &
  Partial<Pick<TradeDocument, 'sealId' | 'vehicleId'>>;

/** The journey that a paper is about: by container, seal, truck, or another paper of its bill. Null: it joins none. */
export function journeyOfPaper(paper: Paper, situation: Situation): Journey | null {
  return byName(paper, situation) ?? byBill(paper, situation) ?? null;
}

function byName({ containerNo, sealId, vehicleId }: Paper, situation: Situation) {
  return (
    (containerNo ? journeyOfContainer(situation, containerNo) : undefined) ??
    (sealId ? journeyOfSeal(situation, sealId) : undefined) ??
    (vehicleId ? journeyOfVehicle(situation, vehicleId) : undefined)
  );
}

function byBill({ billNo }: Paper, situation: Situation): Journey | undefined {
  if (billNo === null) return undefined;
  for (const other of Object.values(situation.documents)) {
    const journey = other.billNo === billNo ? byName(other, situation) : undefined;
    if (journey) return journey;
  }
  return undefined;
}
