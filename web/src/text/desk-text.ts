const zh = {
  mapArea: '地图',
  statisticsShow: '显示统计',
  statisticsHide: '隐藏统计',
  panel: '选中报警的详情',
  keys: {
    space: '空格',
    acknowledge: '确认选中报警',
    move: '上下移动',
    filter: '只看某一级，再按恢复',
    open: '打开并定位；派遣时发送',
    camera: '下一台摄像机',
    dispatch: '派遣，然后 R 复核 · V 视频查验 · M 移动核查 · Enter 发送',
    accept: '接受选中事件的复核或视频查验任务',
    note: '写备注',
    locate: '在地图上定位',
    back: '回到之前的选择',
    missed: '离线后：看错过的第一条一级报警',
    close: '关闭事件',
    order: '回复第一条上级指令',
    statistics: '统计',
    escape: '取消',
    help: '本帮助',
  },
  short: {
    acknowledge: '确认',
    move: '上下',
    camera: '最近摄像机',
    dispatch: '派遣',
    note: '备注',
    locate: '定位',
    back: '返回',
    help: '帮助',
  },
  metrics: (hour: string, ack: string, dispatch: string) =>
    `本小时报警 ${hour} · 确认中位 ${ack} · 派遣中位 ${dispatch}`,
  acted: {
    nothingSelected: '未选择报警',
    notUnacked: '该报警无需确认',
    mayNot: '您的岗位无权执行此操作',
  },
};

const en: typeof zh = {
  mapArea: 'Map',
  statisticsShow: 'Show statistics',
  statisticsHide: 'Hide statistics',
  panel: 'Details of the selected alarm',
  keys: {
    space: 'Space',
    acknowledge: 'Acknowledge the selected alarm',
    move: 'Move up and down',
    filter: 'Only one level, again for all',
    open: 'Open and locate; send while dispatching',
    camera: 'Next camera',
    dispatch:
      'Dispatch, then R review · V video inspection · M mobile verification · Enter to send',
    accept: 'Accept a review or video inspection of the selected incident',
    note: 'Write a note',
    locate: 'Locate on the map',
    back: 'Back to the selection before',
    missed: 'After a time away: the first critical alarm that was missed',
    close: 'Close the incident',
    order: 'Answer the first order from above',
    statistics: 'Statistics',
    escape: 'Cancel',
    help: 'This help',
  },
  short: {
    acknowledge: 'ack',
    move: 'move',
    camera: 'next camera',
    dispatch: 'dispatch',
    note: 'note',
    locate: 'locate',
    back: 'back',
    help: 'help',
  },
  metrics: (hour, ack, dispatch) =>
    `Alarms this hour ${hour} · median ack ${ack} · median dispatch ${dispatch}`,
  acted: {
    nothingSelected: 'No alarm is selected',
    notUnacked: 'This alarm needs no acknowledgement',
    mayNot: 'Your role may not do this',
  },
};

/** The desk's own words: keys, hints, layout. */
export const deskText = { zh, en };
