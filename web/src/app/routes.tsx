import type { Principal } from '@ftz/shared/contract/account.ts';
import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { useText } from '#text/text.ts';

const DeskScreen = lazy(() =>
  import('./desk-screen.tsx').then((room) => ({ default: room.DeskScreen })),
);
const WallScreen = lazy(() =>
  import('./wall-screen.tsx').then((room) => ({ default: room.WallScreen })),
);
const MobileScreen = lazy(() =>
  import('./mobile-screen.tsx').then((room) => ({ default: room.MobileScreen })),
);
const DevicesScreen = lazy(() =>
  import('./devices-screen.tsx').then((room) => ({ default: room.DevicesScreen })),
);
const ShiftScreen = lazy(() =>
  import('./shift-screen.tsx').then((room) => ({ default: room.ShiftScreen })),
);
const AreasScreen = lazy(() =>
  import('./areas-screen.tsx').then((room) => ({ default: room.AreasScreen })),
);
const FiguresScreen = lazy(() =>
  import('./figures-screen.tsx').then((room) => ({ default: room.FiguresScreen })),
);
const ScenesScreen = lazy(() =>
  import('./scenes-screen.tsx').then((room) => ({ default: room.ScenesScreen })),
);

/** Each address of the product. The first page is the one that the role works on. */
export function Routes({ principal }: { principal: Principal }) {
  const text = useText().shell;
  return (
    <Suspense fallback={<main className="app-waiting">{text.loading}</main>}>
      <Switch>
        <Route path="/">
          <Redirect to={homeOf(principal)} replace />
        </Route>
        <Route path="/desk">
          <DeskScreen />
        </Route>
        <Route path="/wall/:number?">
          <WallScreen />
        </Route>
        <Route path="/mobile">
          <MobileScreen />
        </Route>
        <Route path="/devices">
          <DevicesScreen />
        </Route>
        <Route path="/shift">
          <ShiftScreen />
        </Route>
        <Route path="/areas">
          <AreasScreen />
        </Route>
        <Route path="/scenes">
          <ScenesScreen />
        </Route>
        <Route path="/figures">
          <FiguresScreen />
        </Route>
        <Route>
          <main className="app-waiting">
            <p>{text.notFound}</p>
            <Link href="/" className="button">
              {text.goHome}
            </Link>
          </main>
        </Route>
      </Switch>
    </Suspense>
  );
}

function homeOf({ role }: Principal): string {
  if (role === 'wall') return '/wall';
  if (role === 'field-officer') return '/mobile';
  return role === 'technician' ? '/devices' : '/desk';
}
