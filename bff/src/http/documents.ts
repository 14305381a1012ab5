import { maySee } from '@ftz/shared/access/policy.ts';
import { AgencyRuling, TradeDocument } from '@ftz/shared/contract/document.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { Type } from 'typebox';
import { journeyOfPaper } from '#domain/documents/journey-of-paper.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** The papers that this house knows, and which consignment under way each of them joins. */
export function documentRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/documents',
    {
      schema: {
        tags: ['documents'],
        summary:
          'Newest papers and rulings, with the journey that each joins; or those that join none',
        querystring: Type.Object({ unjoined: Type.Optional(Type.Boolean()) }),
        response: {
          200: Type.Object({
            documents: Type.Array(
              Type.Object({ document: TradeDocument, journeyId: Nullable(Id) }),
            ),
            rulings: Type.Array(Type.Object({ ruling: AgencyRuling, journeyId: Nullable(Id) })),
          }),
        },
      },
      config: { access: 'document.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const { situation } = deps.world();
      const isWanted = ({ journeyId }: { journeyId: string | null }) =>
        request.query.unjoined !== true || journeyId === null;
      const documents = Object.values(situation.documents)
        .filter(({ areas }) => maySee(principal, 'document.read', areas))
        .sort((a, b) => b.issuedAtMs - a.issuedAtMs)
        .map((document) => ({
          document,
          journeyId: journeyOfPaper(document, situation)?.id ?? null,
        }))
        .filter(isWanted);
      const rulings = Object.values(situation.rulings)
        .filter(({ areas }) => maySee(principal, 'document.read', areas))
        .sort((a, b) => b.ruledAtMs - a.ruledAtMs)
        .map((ruling) => ({ ruling, journeyId: journeyOfPaper(ruling, situation)?.id ?? null }))
        .filter(isWanted);
      return { documents, rulings };
    },
  );
}
