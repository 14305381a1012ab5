const zh = {
  sees: (away: string) => `看到 · ${away}`,
  seesPart: (share: number, away: string) => `看到 ${share} % · ${away}`,
  hidden: (what: string) => `被遮挡：${what}`,
  underLens: '在镜头正下方',
  near: (away: string) => `仅在附近 · ${away}`,
  chosen: '手动选择',
  next: '接下来',
  inSeconds: (seconds: number) => `${seconds} 秒后`,
  none: '无摄像机',
  unseenFrom: (time: string, place: string) => `${time} 起无摄像机可见 · ${place}`,
  nearest: (unit: string, away: string, minutes: number) =>
    `最近：${unit} · ${away} · 约 ${minutes} 分钟`,
  fromPost: '按驻点',
  nobody: '没有可派的外勤组',
  stale: (age: string) => `位置是 ${age} 前的，不作预测`,
  unknownHeading: '航向不明，不作预测',
};

const en: typeof zh = {
  sees: (away) => `sees · ${away}`,
  seesPart: (share, away) => `sees ${share} % · ${away}`,
  hidden: (what) => `behind ${what}`,
  underLens: 'under the lens',
  near: (away) => `only near · ${away}`,
  chosen: 'your choice',
  next: 'Next',
  inSeconds: (seconds) => `in ${seconds} s`,
  none: 'no camera',
  unseenFrom: (time, place) => `No camera sees it from ${time} · ${place}`,
  nearest: (unit, away, minutes) => `Nearest: ${unit} · ${away} · about ${minutes} min`,
  fromPost: 'from its post',
  nobody: 'No field team can be sent',
  stale: (age) => `The position is ${age} old: nothing is foreseen`,
  unknownHeading: 'The heading is unknown: nothing is foreseen',
};

/** Which camera sees the target, why, and which will. */
export const cameraWatchText = { zh, en };
