/** Names and types of what a frame tells the vertex shader, in the order of the uniform block. */
export const vehicleUniformTypes = {
  /** Longitude and latitude that places are measured from, 1e-6 degrees. */
  originE6: 'vec2<i32>',
  /** Milliseconds since 1970, their lower 32 bits, as the columns keep them. */
  nowMs: 'u32',
  serverNowS: 'u32',
  staleAfterS: 'u32',
  radiusPx: 'f32',
  /** Secant and tangent of the origin's latitude. */
  latitude: 'vec2<f32>',
  rim: 'vec4<f32>',
  driving: 'vec4<f32>',
  parked: 'vec4<f32>',
  stale: 'vec4<f32>',
  stranger: 'vec4<f32>',
  selected: 'vec4<f32>',
  severity1: 'vec4<f32>',
  severity2: 'vec4<f32>',
  severity3: 'vec4<f32>',
  severity4: 'vec4<f32>',
} as const;

const glslTypes = {
  'vec2<i32>': 'ivec2',
  u32: 'uint',
  f32: 'float',
  'vec2<f32>': 'vec2',
  'vec4<f32>': 'vec4',
} as const;

const uniformLines = Object.entries(vehicleUniformTypes).map(
  ([name, type]) => `  highp ${glslTypes[type]} ${name};`,
);

export const vehicleUniformBlock = `layout(std140) uniform vehicleUniforms {
${uniformLines.join('\n')}
} vehicle;
`;

/**
 * One quad per vehicle. The glide between two fixes, the age of a fix and the colours are worked out
 * here, so that a frame uploads nothing and a beat uploads the columns as they are. Places are whole
 * numbers until their distance from the origin is taken: a 32-bit float holds that to a centimetre
 * where it could hold degrees to a metre only.
 */
export const vehicleVertexShader = `#version 300 es
#define SHADER_NAME vehicle-layer-vertex
in vec2 positions;
in ivec2 instanceFrom;
in ivec2 instanceTo;
in uvec2 instanceGlide;
in uint instanceFixAtS;
in uvec4 instancePose;
in uint instanceMark;
out vec2 vUnit;
flat out vec4 vColor;
flat out vec3 vRim;
flat out float vShape;
flat out float vRadius;
flat out float vSealed;

const uint drivingFromKph = 2u;
const uint stranger = 2u;
const float parkedShape = 0.0;
const float drivingShape = 1.0;
const float strangerShape = 2.0;
const float markedShape = 3.0;

// Mercator around the origin's latitude, to the fourth order: millimetres within a hundred kilometres.
vec2 commonOffset(vec2 offsetE6) {
  vec2 d = radians(offsetE6 * 1e-6);
  float s = vehicle.latitude.x;
  float t = vehicle.latitude.y;
  float third = (2.0 * s * s - 1.0) / 6.0;
  float fourth = t * (6.0 * s * s - 1.0) / 24.0;
  float y = s * d.y * (1.0 + d.y * (t / 2.0 + d.y * (third + d.y * fourth)));
  return vec2(d.x, y) * WORLD_SCALE;
}

vec4 severityColor(uint mark) {
  if (mark == 2u) return vehicle.severity1;
  if (mark == 3u) return vehicle.severity2;
  return mark == 4u ? vehicle.severity3 : vehicle.severity4;
}

void look(out vec4 color, out float shape) {
  bool drives = instancePose.z >= drivingFromKph;
  bool isStale = int(vehicle.serverNowS - instanceFixAtS) > int(vehicle.staleAfterS);
  shape = drives ? drivingShape : parkedShape;
  color = isStale ? vehicle.stale : (drives ? vehicle.driving : vehicle.parked);
  if (instancePose.w == stranger) {
    shape = strangerShape;
    color = vehicle.stranger;
  }
  uint mark = instanceMark & 15u;
  if (mark > 0u && mark < 15u) {
    shape = markedShape;
    color = mark == 1u ? vehicle.selected : severityColor(mark);
  }
}

// Room around the shape for its edge; a parked vehicle is a small disc in a small quad.
float unitsAcross(float shape) {
  if (shape == parkedShape) return 0.52 + 2.2 / vRadius;
  return 1.0 + (shape >= strangerShape ? 0.75 : 0.0) + 2.5 / vRadius;
}

void main(void) {
  float sinceMs = float(int(vehicle.nowMs - instanceGlide.x));
  float progress = instanceGlide.y == 0u ? 1.0 : clamp(sinceMs / float(instanceGlide.y), 0.0, 1.0);
  vec2 from = vec2(instanceFrom - vehicle.originE6);
  vec2 offset = from + vec2(instanceTo - instanceFrom) * progress;
  int turn = ((int(instancePose.y) - int(instancePose.x) + 128) & 255) - 128;
  float turned = float(instancePose.x) + float(turn) * min(1.0, progress * 2.0);
  float heading = radians(turned * 360.0 / 256.0);

  look(vColor, vShape);
  vSealed = float((instanceMark & 16u) >> 4u);
  vRim = vShape == markedShape ? vec3(0.95) : vehicle.rim.rgb;
  vRadius = vehicle.radiusPx * (vShape == markedShape ? 1.55 : 1.0);
  vUnit = positions * unitsAcross(vShape);

  vec2 corner = vUnit * vRadius;
  vec2 rotated = vec2(
    corner.x * cos(heading) + corner.y * sin(heading),
    corner.y * cos(heading) - corner.x * sin(heading)
  );
  gl_Position = project_common_position_to_clipspace(vec4(commonOffset(offset), 0.0, 1.0));
  gl_Position.xy += project_pixel_size_to_clipspace(rotated);
  // One of a crowd: its count is shown instead, and nothing of it reaches a fragment.
  if ((instanceMark & 15u) == 15u) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;

/** Distances are signed and in pixels; shapes: 0 parked, 1 driving, 2 stranger, 3 marked. */
export const vehicleFragmentShader = `#version 300 es
#define SHADER_NAME vehicle-layer-fragment
precision highp float;
in vec2 vUnit;
flat in vec4 vColor;
flat in vec3 vRim;
flat in float vShape;
flat in float vRadius;
flat in float vSealed;
out vec4 fragColor;

float arrow(vec2 p) {
  p.x = abs(p.x);
  float side = dot(p - vec2(0.0, 1.0), vec2(0.9355, 0.3534));
  float notch = dot(p - vec2(0.0, -0.42), vec2(-0.4878, -0.8730));
  return max(side, notch);
}

float dashes(vec2 p) {
  float ring = abs(length(p) - 1.5) * vRadius - 0.9;
  float gap = step(0.55, fract(atan(p.y, p.x) * 1.5915));
  return ring + gap * 4.0;
}

void main(void) {
  float body = vShape < 0.5 ? length(vUnit) - 0.52 : arrow(vUnit);
  float distancePx = body * vRadius;
  if (vShape > 1.5 && vShape < 2.5) distancePx = min(distancePx, dashes(vUnit));
  float fill = 1.0 - smoothstep(-0.6, 0.6, distancePx);
  float halo = 1.0 - smoothstep(0.6, 2.0, distancePx);
  float alpha = max(fill, halo * 0.85) * vColor.a;
  if (alpha < 0.02) discard;
  // A sealed load is a dark dot within: it takes no room of its own.
  float dotPx = (length(vUnit - vec2(0.0, 0.08)) - 0.26) * vRadius;
  fill *= 1.0 - vSealed * (1.0 - smoothstep(-0.5, 0.5, dotPx));
  fragColor = vec4(mix(vRim, vColor.rgb, fill), alpha);
}
`;
