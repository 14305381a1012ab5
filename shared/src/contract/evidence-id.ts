/**
 * What was kept as evidence says by its id whether it moves: `V…` is a film, anything else a picture. So
 * whoever is told of it in a result can show it, also before it has arrived.
 */
export function isFilmId(evidenceId: string): boolean {
  return evidenceId.startsWith('V');
}
