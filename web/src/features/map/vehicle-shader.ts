/**
 * One quad per vehicle. The glide between two fixes happens here, so that a frame uploads nothing:
 * positions are degrees split into a high and a low float, and the low part carries what the high
 * one cannot hold (7e-6 degrees, about a metre).
 */
export const vehicleVertexShader = `#version 300 es
#define SHADER_NAME vehicle-layer-vertex
in vec2 positions;
in vec2 instanceFrom;
in vec2 instanceFrom64Low;
in vec2 instanceTo;
in vec2 instanceTo64Low;
in vec4 instanceMotion;
in vec4 instanceColor;
in float instanceShape;
out vec2 vUnit;
out vec4 vColor;
flat out float vShape;
flat out float vRadius;

void main(void) {
  float progress = clamp((vehicle.nowS - instanceMotion.x) / max(instanceMotion.y, 0.001), 0.0, 1.0);
  vec2 way = (instanceTo - instanceFrom) + (instanceTo64Low - instanceFrom64Low);
  vec2 moved = way * progress;
  vec2 high = instanceFrom + moved;
  vec2 low = instanceFrom64Low + (moved - (high - instanceFrom));
  float turn = mod(instanceMotion.w - instanceMotion.z + 540.0, 360.0) - 180.0;
  float heading = radians(instanceMotion.z + turn * min(1.0, progress * 2.0));

  vShape = instanceShape;
  vColor = instanceColor;
  vRadius = vehicle.radiusPx * (instanceShape >= 3.0 ? 1.55 : 1.0);
  float margin = 1.0 + (instanceShape >= 2.0 ? 0.75 : 0.0) + 2.5 / vRadius;
  vUnit = positions * margin;

  vec2 corner = vUnit * vRadius;
  vec2 turned = vec2(
    corner.x * cos(heading) + corner.y * sin(heading),
    corner.y * cos(heading) - corner.x * sin(heading)
  );
  geometry.worldPosition = vec3(high, 0.0);
  gl_Position = project_position_to_clipspace(
    vec3(high, 0.0), vec3(low, 0.0), vec3(0.0), geometry.position
  );
  gl_Position.xy += project_pixel_size_to_clipspace(turned);
}
`;

/** Distances are signed and in pixels; shapes: 0 parked, 1 driving, 2 untrusted, 3 emphasised. */
export const vehicleFragmentShader = `#version 300 es
#define SHADER_NAME vehicle-layer-fragment
precision highp float;
in vec2 vUnit;
in vec4 vColor;
flat in float vShape;
flat in float vRadius;
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
  vec3 rim = vShape > 2.5 ? vec3(0.95) : vehicle.rim;
  float alpha = max(fill, halo * 0.85) * vColor.a;
  if (alpha < 0.02) discard;
  fragColor = vec4(mix(rim, vColor.rgb, fill), alpha);
}
`;
