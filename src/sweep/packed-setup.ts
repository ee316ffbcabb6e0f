/** The setup on its way to the threads: packed once, and what is in shared memory already stays where it is. */
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import type { PackedSetup, Setup } from './job.ts';

export function packSetup(setup: Setup): PackedSetup {
  const packer = new Packer();
  packer.writeHeader();
  packer.writeValue(setup);
  const packed = packer.releaseBuffer();
  const bytes = new SharedArrayBuffer(packed.byteLength);
  new Uint8Array(bytes).set(packed);
  return { bytes, columns: packer.columns };
}

export function unpackSetup({ bytes, columns }: PackedSetup): Setup {
  const unpacker = new Unpacker(new Uint8Array(bytes), columns);
  unpacker.readHeader();
  return unpacker.readValue() as Setup;
}

const VIEWS = [Uint8Array, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array];

/** Where a view of shared memory would stand, the number that comes next tells which one. */
const [COPIED, SHARED] = [0, 1];

class Packer extends DefaultSerializer {
  readonly columns: SharedArrayBuffer[] = [];

  /** Called by V8 for each typed array. */
  _writeHostObject(view: ArrayBufferView): void {
    const { buffer, byteOffset, byteLength } = view;
    const type = VIEWS.findIndex((View) => view instanceof View);
    if (!(buffer instanceof SharedArrayBuffer) || type < 0) {
      this.writeUint32(COPIED);
      // @ts-expect-error: Node has it, its types do not
      super._writeHostObject(view);
      return;
    }
    const known = this.columns.indexOf(buffer);
    this.writeUint32(SHARED);
    this.writeUint32(type);
    this.writeUint32(known >= 0 ? known : this.columns.push(buffer) - 1);
    this.writeDouble(byteOffset);
    this.writeDouble(byteLength);
  }
}

class Unpacker extends DefaultDeserializer {
  readonly #columns: readonly SharedArrayBuffer[];

  constructor(bytes: Uint8Array, columns: readonly SharedArrayBuffer[]) {
    super(bytes);
    this.#columns = columns;
  }

  /** Called by V8 for each typed array. */
  _readHostObject(): unknown {
    // @ts-expect-error: Node has it, its types do not
    if (this.readUint32() === COPIED) return super._readHostObject();
    // all of them are made in the same way
    const View = VIEWS[this.readUint32()] as Float64ArrayConstructor;
    const column = this.#columns[this.readUint32()] as SharedArrayBuffer;
    return new View(column, this.readDouble(), this.readDouble() / View.BYTES_PER_ELEMENT);
  }
}
