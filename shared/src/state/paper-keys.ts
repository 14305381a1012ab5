import type { AgencyRuling, TradeDocument } from '#contract/document.ts';

/** Two papers of one name are two versions of one paper. */
export const documentKey = ({ kind, id }: Pick<TradeDocument, 'kind' | 'id'>): string =>
  `${kind}/${id}`;

/** The cargo that a ruling is about, and whose ruling it is: a later one takes the place of an earlier one. */
export const cargoKey = ({
  agency,
  containerNo,
  billNo,
}: Pick<AgencyRuling, 'agency' | 'containerNo' | 'billNo'>): string =>
  `${agency}/${containerNo ?? billNo ?? ''}`;
