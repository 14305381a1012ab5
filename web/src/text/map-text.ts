const zh = {
  name: '监管区域地图',
  loading: '正在绘制地图…',
  failed: '此设备无法绘制地图（需要 WebGL2）',
  blind: (time: string) => `位置停在 ${time}`,
  blindNever: '尚未收到位置',
  layers: '图层',
  layer: {
    vehicles: '车辆',
    vessels: '船舶',
    fences: '围网',
    cameras: '摄像机',
    units: '巡查组',
    labels: '地名',
  },
  overview: '全景',
  zoomIn: '放大',
  zoomOut: '缩小',
  alarmMark: (severity: number, count: number) => `${severity} 级报警，共 ${count} 条`,
  unregistered: '未登记',
  unregisteredReceiver: '来自未登记的岸站',
  /** AIS, ITU-R M.1371 table 45. */
  navStatus: ['在航', '锚泊', '失控', '操纵受限', '吃水受限', '靠泊', '搁浅', '捕捞', '驶帆'] as (
    | string
    | undefined
  )[],
  fixAge: (age: string) => `${age} 前的位置`,
  areaNames: {
    WGQ: '外高桥保税区',
    WLP: '物流园区',
    'YSP-land': '洋山 · 陆域',
    'YSP-island': '洋山 · 小洋山',
    PVG: '浦东机场综保区',
  } as Record<string, string>,
};

const en: typeof zh = {
  name: 'Map of the supervision areas',
  loading: 'Drawing the map…',
  failed: 'This device cannot draw the map (WebGL2 is needed)',
  blind: (time) => `Positions stopped at ${time}`,
  blindNever: 'No position received yet',
  layers: 'Layers',
  layer: {
    vehicles: 'Vehicles',
    vessels: 'Vessels',
    fences: 'Fences',
    cameras: 'Cameras',
    units: 'Patrols',
    labels: 'Names',
  },
  overview: 'Overview',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  alarmMark: (severity, count) => `${count} alarms, severity ${severity}`,
  unregistered: 'unregistered',
  unregisteredReceiver: 'from an unregistered receiver',
  navStatus: [
    'under way',
    'at anchor',
    'not under command',
    'restricted',
    'constrained by draught',
    'moored',
    'aground',
    'fishing',
    'sailing',
  ],
  fixAge: (age) => `position ${age} old`,
  areaNames: {
    WGQ: 'Waigaoqiao',
    WLP: 'Logistics Park',
    'YSP-land': 'Yangshan · mainland',
    'YSP-island': 'Yangshan · island',
    PVG: 'Pudong Airport',
  },
};

/** Words on and around the map. */
export const mapText = { zh, en };
