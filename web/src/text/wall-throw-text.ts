import type { WallContent } from '@ftz/shared/contract/wall.ts';

type Kinds = Record<WallContent['kind'], string>;

/** Throwing something onto a wall, and what the wall then says of it. */
const zh = {
  title: '投到大屏',
  wall: (id: string) => `大屏 ${id}`,
  kinds: { incident: '事件', camera: '摄像机', 'map-view': '地图位置' } as Kinds,
  choose: '投放内容',
  absent: '未上线',
  shows: (what: string, who: string, left: string) => `${what} · ${who} · 剩余 ${left}`,
  takeBack: '收回',
  nothing: '先选择报警或事件',
  hint: '数字键投放，C 摄像机，M 地图，E 事件，Esc 取消',
  thrownBy: (who: string) => `${who} 投放`,
  left: (left: string) => `剩余 ${left}`,
  gone: '投放的内容已不可用',
};

const en: typeof zh = {
  title: 'Throw to wall',
  wall: (id) => `Wall ${id}`,
  kinds: { incident: 'incident', camera: 'camera', 'map-view': 'place on the map' },
  choose: 'What is thrown',
  absent: 'not there',
  shows: (what, who, left) => `${what} · ${who} · ${left} left`,
  takeBack: 'Take back',
  nothing: 'Select an alarm or an incident first',
  hint: 'Digit throws, C camera, M map, E incident, Esc cancels',
  thrownBy: (who) => `Thrown by ${who}`,
  left: (left) => `${left} left`,
  gone: 'What was thrown is not there any more',
};

export const wallThrowText = { zh, en };
