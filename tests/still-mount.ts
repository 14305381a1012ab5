import { until } from './house.ts';

/** Two looks with a distance in which a moving mount would have turned by fifteen degrees. */
export async function standsStill(panDeg: () => number | undefined): Promise<void> {
  await until(
    async () => {
      const before = panDeg();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [before, panDeg()];
    },
    ([before, after]) => before === after,
  );
}
