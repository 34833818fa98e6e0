import { Component, type ReactNode } from "react"
import { Refusal } from "./refusal.tsx"

interface State {
  readonly error: unknown
}

/** Keeps a fault of one screen from taking the frame down; a change of address or "Try again" starts it anew. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return <Refusal error={this.state.error} retry={() => this.setState({ error: undefined })} />
  }
}
