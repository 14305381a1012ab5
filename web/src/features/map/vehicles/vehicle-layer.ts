import { color, Layer, type LayerProps, project32, type UpdateParameters } from '@deck.gl/core';
import type { Buffer } from '@luma.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import { type VehicleBuffers, vehicleBufferLayout } from './vehicle-buffers.ts';
import {
  vehicleFragmentShader,
  vehicleUniformBlock,
  vehicleUniformTypes,
  vehicleVertexShader,
} from './vehicle-shader.ts';

const vehicleUniforms = {
  name: 'vehicle',
  vs: vehicleUniformBlock,
  uniformTypes: vehicleUniformTypes,
} as const;

/** What a frame tells the shader, see vehicle-shader.ts. */
export type VehicleFrame = Record<keyof typeof vehicleUniformTypes, number | readonly number[]>;

export type VehicleLayerProps = LayerProps & {
  fleet: VehicleBuffers;
  /** Read when a frame is drawn, so that drawing one more costs no new layer. */
  frameNow: () => VehicleFrame;
};

/**
 * Thousands of headings at the cost of one draw call. The buffers are the fleet's own: neither a beat
 * nor a frame passes through deck.gl's attributes. It is not pickable: the map finds the vehicle under
 * a click from the columns.
 */
export class VehicleLayer extends Layer<VehicleLayerProps> {
  static override layerName = 'VehicleLayer';
  declare state: { model?: Model; bound?: Record<string, Buffer> };

  override getShaders() {
    return super.getShaders({
      vs: vehicleVertexShader,
      fs: vehicleFragmentShader,
      modules: [project32, color, vehicleUniforms],
    });
  }

  override initializeState(): void {}

  override getNumInstances(): number {
    return this.props.fleet.count();
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    if (!params.changeFlags.extensionsChanged) return;
    this.state.model?.destroy();
    this.state.model = this.createModel();
    delete this.state.bound;
  }

  override draw(): void {
    const { fleet, frameNow } = this.props;
    const { model } = this.state;
    if (!model || fleet.count() === 0) return;
    const attributes = fleet.attributes();
    if (attributes !== this.state.bound) model.setAttributes(attributes);
    this.state.bound = attributes;
    model.setInstanceCount(fleet.count());
    model.shaderInputs.setProps({ vehicle: frameNow() });
    model.draw(this.context.renderPass);
  }

  /** deck.gl would write a colour per vehicle for a picking pass that never comes. */
  override _getAttributeManager(): null {
    return null;
  }

  private createModel(): Model {
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: [...vehicleBufferLayout],
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
