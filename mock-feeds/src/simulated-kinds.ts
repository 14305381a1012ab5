import { startAisReceivers } from '#feeds/ais/device.ts';
import { startJointechLocks } from '#feeds/eseal-jointech/device.ts';
import { startVideoPlatforms } from '#feeds/gb28181/platforms.ts';
import { startInspectionEquipment } from '#feeds/inspection/device.ts';
import { startIsapiCameras } from '#feeds/isapi/device.ts';
import { startLaneEquipment } from '#feeds/lane-equipment/device.ts';
import { simulatedLanes } from '#feeds/lane-jgst14/device.ts';
import { startOnvifCameras } from '#feeds/onvif/device.ts';
import { startBuildingPanels } from '#feeds/perimeter-dc09/building-panels.ts';
import { startPlateCameras } from '#feeds/plate-cameras/device.ts';
import type { SimulatedKind } from '#feeds/simulated-kind.ts';

/** Every kind of device that lives by itself. A new one is a folder of `feeds/` and a line here. */
export const simulatedKinds: readonly SimulatedKind[] = [
  startAisReceivers,
  startJointechLocks,
  startVideoPlatforms,
  startInspectionEquipment,
  startIsapiCameras,
  startLaneEquipment,
  simulatedLanes,
  startOnvifCameras,
  startBuildingPanels,
  startPlateCameras,
];
