import { durableStore } from '#live/durable-store.ts';
import { noSelection, type Selection, select, useSelection } from './selection.ts';
import { isSameThing, type Thing } from './thing.ts';

/**
 * Points a thing out everywhere. The alarm that is worked on stays, except where a vehicle is chosen
 * that it is not about: the panel then tells of the vehicle.
 */
export function selectThing(thing: Thing): void {
  const { alarmId } = useSelection.getState();
  const alarm = durableStore.getState().situation.alarms[alarmId ?? ''];
  const isOther = thing.kind === 'vehicle' && alarm?.vehicleId !== thing.id;
  select({
    thing,
    ...(thing.kind === 'camera' && { cameraId: thing.id }),
    ...(isOther && { alarmId: null, incidentId: null }),
  });
}

/** What Escape does: first lets go of what is pointed out, then of the alarm. */
export function letGo(): void {
  const { thing } = useSelection.getState();
  select(thing ? { thing: null } : noSelection);
}

/** Whether it is pointed out, and what a press on its name does: points it out, or lets go of it. */
export function useThing(thing: Thing): { isSelected: boolean; onSelect: () => void } {
  const isSelected = useIsSelected(thing);
  return {
    isSelected,
    onSelect: () => (isSelected ? select({ thing: null }) : selectThing(thing)),
  };
}

export function useIsSelected(thing: Thing): boolean {
  return useSelection((selection) => isSameThing(selection.thing, thing));
}

/** The vehicle that is pointed out; null: none is. */
export const vehicleIdOf = ({ thing }: Selection): string | null =>
  thing?.kind === 'vehicle' ? thing.id : null;
