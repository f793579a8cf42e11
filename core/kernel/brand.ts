/** A value that can only be made by the function that checks it. The brand exists for the compiler alone. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }
