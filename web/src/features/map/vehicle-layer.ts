import { color, Layer, type LayerProps, project32, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import { vehicleFragmentShader, vehicleVertexShader } from './vehicle-shader.ts';

const uniformBlock = `layout(std140) uniform vehicleUniforms {
  float nowS;
  float radiusPx;
  vec3 rim;
} vehicle;
`;

const vehicleUniforms = {
  name: 'vehicle',
  vs: uniformBlock,
  fs: uniformBlock,
  uniformTypes: { nowS: 'f32', radiusPx: 'f32', rim: 'vec3<f32>' },
} as const;

export type VehicleLayerProps = LayerProps & {
  /** Binary columns, see vehicle-attributes.ts: the layer has no accessors. */
  data: { length: number; attributes: Record<string, { value: ArrayLike<number>; size: number }> };
  /** Seconds on the time base of the motion column, read when the frame is drawn. */
  nowS: () => number;
  radiusPx: number;
  /** Colour of the dark edge that parts a vehicle from the road, 0 to 1. */
  rim: [number, number, number];
};

/**
 * Thousands of headings at the cost of one draw call and no upload between two beats. It is not
 * pickable: the map finds the vehicle under a click from the columns, without a picking pass.
 */
export class VehicleLayer extends Layer<VehicleLayerProps> {
  static override layerName = 'VehicleLayer';
  declare state: { model?: Model };

  override getShaders() {
    return super.getShaders({
      vs: vehicleVertexShader,
      fs: vehicleFragmentShader,
      modules: [project32, color, vehicleUniforms],
    });
  }

  override initializeState(): void {
    const doubles = { size: 2, type: 'float64', fp64: true, noAlloc: true } as const;
    this.getAttributeManager()?.addInstanced({
      instanceFrom: { ...doubles },
      instanceTo: { ...doubles },
      instanceMotion: { size: 4, noAlloc: true },
      instanceColor: { size: 4, type: 'unorm8', noAlloc: true },
      instanceShape: { size: 1, noAlloc: true },
    });
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    if (!params.changeFlags.extensionsChanged) return;
    this.state.model?.destroy();
    this.state.model = this.createModel();
    this.getAttributeManager()?.invalidateAll();
  }

  override draw(): void {
    const { nowS, radiusPx, rim } = this.props;
    const { model } = this.state;
    model?.shaderInputs.setProps({ vehicle: { nowS: nowS(), radiusPx, rim } });
    model?.draw(this.context.renderPass);
  }

  private createModel(): Model {
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()?.getBufferLayouts() ?? [],
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: {
          positions: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) },
        },
      }),
      isInstanced: true,
    });
  }
}
