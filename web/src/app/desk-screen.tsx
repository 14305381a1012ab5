import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useKeys } from '#desk/keys.ts';
import { useMapFocus } from '#desk/map-focus.ts';
import { letGo } from '#desk/select-thing.ts';
import { setStage, useStage } from '#desk/stage.ts';
import { AlarmQueue } from '#features/alarm-queue/alarm-queue.tsx';
import { OutageAsks } from '#features/alarm-queue/outage-asks.tsx';
import { AlarmSound } from '#features/alarm-sound/alarm-sound.tsx';
import { CriticalAnnouncer } from '#features/alarm-sound/critical-announcer.tsx';
import { CallView } from '#features/call/call-view.tsx';
import { CommandLine } from '#features/command-line/command-line.tsx';
import { CaughtUpNote } from '#features/connection/caught-up-note.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DeviceOrders } from '#features/device-orders/device-orders.tsx';
import { OrderAsks } from '#features/device-orders/order-asks.tsx';
import { DispatchBar } from '#features/dispatch/dispatch-bar.tsx';
import { CloseForm } from '#features/disposition/close-form.tsx';
import { IncidentDisposition } from '#features/disposition/incident-disposition.tsx';
import { ReviewAsks } from '#features/disposition/review-asks.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { TakeDuty } from '#features/duty/take-duty.tsx';
import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { IncidentPanel } from '#features/incident/incident-panel.tsx';
import { IncidentActs } from '#features/incident-acts/acts-menu.tsx';
import { IncidentAsks } from '#features/incident-acts/incident-asks.tsx';
import { OrdersStrip } from '#features/orders/orders-strip.tsx';
import { ProcedureSection } from '#features/procedure/procedure-section.tsx';
import { SkipAsks } from '#features/procedure/skip-asks.tsx';
import { ReplayStage } from '#features/replay/replay-stage.tsx';
import { HandOverAsks } from '#features/shift/hand-over-asks.tsx';
import { IncidentTasks } from '#features/tasks/incident-tasks.tsx';
import { TaskAsks } from '#features/tasks/task-asks.tsx';
import { ThingCard } from '#features/thing/thing-card.tsx';
import { UndoLine } from '#features/undo/undo-line.tsx';
import { BlindWalls } from '#features/wall-sight/blind-walls.tsx';
import { WallPicker } from '#features/wall-throw/wall-picker.tsx';
import { useIsBlind } from '#live/connection.ts';
import { AsksStrip } from './asks-strip.tsx';
import { DeskCameras } from './desk-cameras.tsx';
import { DeskFooter } from './desk-footer.tsx';
import { DeskStage, StageActs } from './desk-stage.tsx';
import { AlarmVehicleCamera, DeskThing, useChosenThing } from './desk-thing.tsx';
import { KeyHelp } from './key-help.tsx';
import { warmDesk, ZoneMap } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { ReplayPictures } from './replay-pictures.tsx';
import { StatisticsStrip } from './statistics-strip.tsx';
import './desk-screen.css';

/** One officer's desk: queue, map, the selected alarm. */
export function DeskScreen() {
  const [help, setHelp] = useState(false);
  const [statistics, setStatistics] = useState(true);
  const [, navigate] = useLocation();
  useEffect(warmDesk, []);
  useKeys({
    h: () => navigate('/shift'),
    '?': () => setHelp(!help),
    i: () => setStatistics(!statistics),
  });
  const stage = useStage();
  const chosen = useChosenThing();
  useKeys(stage.show === 'map' ? {} : { Escape: () => setStage({ show: 'map' }) }, 10);
  useKeys({ Escape: letGoUnlessTyping }, -10);
  useKeys(help ? { Escape: () => setHelp(false) } : {}, 100);
  return (
    <div className="desk-screen">
      <div className="desk-top">
        <GlobalBar>
          <AlarmSound />
          <TakeDuty />
          <DutyChip />
        </GlobalBar>
        <ConnectionBands at="desk" />
        <EmergencyBand at="desk" />
        <BlindWalls />
        <OrdersStrip />
        <AsksStrip>
          <ReviewAsks />
          <IncidentAsks />
          <OrderAsks />
          <OutageAsks />
          <TaskAsks />
          <HandOverAsks />
          <SkipAsks />
        </AsksStrip>
      </div>
      <AlarmQueue />
      <main className="desk-middle" data-stage={stage.show}>
        <DeskMap isCovered={stage.show !== 'map'} />
        <ReplayStage pictures={(replayed) => <ReplayPictures {...replayed} />} />
        <DeskStage />
        <WallPicker />
        <StatisticsStrip open={statistics} onToggle={() => setStatistics(!statistics)} />
      </main>
      <IncidentPanel
        thing={chosen && <DeskThing thing={chosen} />}
        cameras={
          <>
            <StageActs />
            <DeskCameras />
            <AlarmVehicleCamera />
          </>
        }
        procedure={<ProcedureSection />}
        tasks={<IncidentTasks />}
        orders={<DeviceOrders />}
        dispatch={<DispatchBar />}
        disposition={<IncidentDisposition />}
        closing={CloseForm}
        acts={<IncidentActs />}
      />
      <DeskFooter onHelp={() => setHelp(true)} undo={<UndoLine />} />
      <CommandLine />
      <CallView />
      <CriticalAnnouncer />
      {help ? <KeyHelp onClose={() => setHelp(false)} /> : null}
    </div>
  );
}

/** Whoever leaves a field by it does not mean the alarm that he writes about. */
function letGoUnlessTyping(): void {
  if (!document.activeElement?.matches('input, textarea, select')) letGo();
}

function DeskMap({ isCovered }: { isCovered: boolean }) {
  const blind = useIsBlind();
  const focus = useMapFocus();
  return (
    <div className="desk-map">
      <LatePart>
        <ZoneMap
          variant="desk"
          blind={blind}
          focus={focus}
          isCovered={isCovered}
          card={ThingCard}
        />
      </LatePart>
      <CaughtUpNote />
    </div>
  );
}
