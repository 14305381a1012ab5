/** Playing an incident again. */
const zh = {
  title: '回放',
  loading: '正在读取事件记录…',
  notWhole: '记录过长，仅回放前一部分',
  back: '上一条',
  forward: '下一条',
  before: '第一条报警之前',
  noTrack: '没有车辆轨迹',
  map: '当时的位置',
  alarms: '当时的报警',
  tasks: '当时的任务',
  none: '无',
  keys: '空格 播放/暂停 · J/K 逐条 · ←/→ 5 秒 · , . 逐帧 · [ ] 变速 · Esc 返回实时',
};

const en: typeof zh = {
  title: 'REPLAY',
  loading: 'Reading what the log says…',
  notWhole: 'Too long to be played whole: only its first part',
  back: 'Entry before',
  forward: 'Next entry',
  before: 'before the first alarm',
  noTrack: 'No track of a vehicle',
  map: 'Where it was',
  alarms: 'Alarms then',
  tasks: 'Tasks then',
  none: 'none',
  keys: 'Space plays/pauses · J/K entry by entry · ←/→ 5 s · , . one picture · [ ] speed · Esc back to live',
};

export const replayText = { zh, en };
