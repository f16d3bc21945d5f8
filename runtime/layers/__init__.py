"""The layers, one family a file; importing the package fills the registry `declare.LAYERS`.

Names that are part of the language and not declared yet are announced here, so that listings are complete and making
one says plainly that it is not available.
"""

from ..declare import LAYERS, announce
from . import (  # noqa: F401
    aggregation,
    algebra,
    attention,
    basic,
    calculus,
    convolution,
    external,
    images,
    learned,
    losses,
    normalization,
    operators,
    pooling,
    random,
    recurrent,
    selection,
    sequences,
    shapes,
)

__all__ = ["LAYERS"]

announce(
    *"""AggregationLayer AppendLayer BasicRecurrentLayer BatchNormalizationLayer CatenateLayer ConstantArrayLayer
    ConstantPlusLayer ConstantTimesLayer ContrastiveLossLayer ConvolutionLayer CrossEntropyLossLayer CTCLossLayer
    DeconvolutionLayer DotLayer DotPlusLayer DropoutLayer ElementwiseLayer EmbeddingLayer FlattenLayer
    GatedRecurrentLayer ImageAugmentationLayer InstanceNormalizationLayer LinearLayer LocalResponseNormalizationLayer
    LongShortTermMemoryLayer MeanAbsoluteLossLayer MeanSquaredLossLayer PaddingLayer PartLayer PoolingLayer
    ReplicateLayer ReshapeLayer ResizeLayer SequenceAttentionLayer SequenceLastLayer SequenceMostLayer
    SequenceRestLayer SequenceReverseLayer SoftmaxLayer SpatialTransformationLayer SummationLayer ThreadingLayer
    TotalLayer TransposeLayer UnitVectorLayer""".split()
)
