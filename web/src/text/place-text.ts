const zh = {
  near: (distance: string, direction: string, place: string) => `${place}${direction} ${distance}`,
  compass: ['以北', '东北', '以东', '东南', '以南', '西南', '以西', '西北'],
};

const en: typeof zh = {
  near: (distance, direction, place) => `${distance} ${direction} of ${place}`,
  compass: [
    'north',
    'north-east',
    'east',
    'south-east',
    'south',
    'south-west',
    'west',
    'north-west',
  ],
};

/** Where something is, as people say it. */
export const placeText = { zh, en };
