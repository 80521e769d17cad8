/** Whether a name says that a Function is a VF. */
export const saysVirtualFunction = (name: string): boolean =>
  /\bvirtual functions?\b|\bVFs?\b|MxGPU/i.test(name) && !/\bPF\b|physical function/i.test(name);
