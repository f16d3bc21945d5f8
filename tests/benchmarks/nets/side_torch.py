"""PyTorch, eager, on the CPU. With NETS_TUNED=1 in the environment: one fused ADAM kernel, channels last."""

import os

import torch
from torch import nn
from torch.nn import functional
from workloads import CLASSES, ENCODER, HEAD, LABELS, LINE, LINE_ROUNDS, RATE, STEM, blocks

TUNED = os.environ.get("NETS_TUNED") == "1"


def about():
    return f"torch {torch.__version__}, {torch.get_num_threads()} threads"


def mlp():
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, CLASSES))


def lenet():
    features = [nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*features, nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, CLASSES))


def convolution(i, o, kernel, stride):
    return nn.Conv2d(i, o, kernel, stride, kernel // 2, bias=False)


class Residual(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, i, o, stride):
        super().__init__()
        self.body = nn.Sequential(
            convolution(i, o, 3, stride), nn.BatchNorm2d(o), nn.ReLU(), convolution(o, o, 3, 1), nn.BatchNorm2d(o)
        )
        self.shortcut = nn.Identity() if i == o else convolution(i, o, 1, stride)

    def forward(self, x):
        return functional.relu(self.body(x) + self.shortcut(x))


def resnet():
    stem = [convolution(3, 16, 3, 1), nn.BatchNorm2d(16), nn.ReLU()]
    body = [Residual(16, 16, 1), Residual(16, 32, 2), Residual(32, 64, 2)]
    return nn.Sequential(*stem, *body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, CLASSES))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.cells, self.last = nn.LSTM(128, 128, batch_first=True), nn.Linear(128, CLASSES)

    def forward(self, x):
        return self.last(self.cells(x)[0][:, -1])


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        width, heads, inner = ENCODER.values()
        self.block = nn.TransformerEncoderLayer(width, heads, inner, 0.0, batch_first=True)
        self.last = nn.Linear(width, CLASSES)

    def forward(self, x):
        return self.last(self.block(x).mean(1))


class Inverted(nn.Module):
    """Widen, filter each channel by itself, narrow."""

    def __init__(self, i, inner, o, stride, kernel, added):
        super().__init__()
        widen = [nn.Conv2d(i, inner, 1), nn.ReLU6()] if inner != i else []
        filters = nn.Conv2d(inner, inner, kernel, stride, kernel // 2, groups=inner)
        self.body, self.added = nn.Sequential(*widen, filters, nn.ReLU6(), nn.Conv2d(inner, o, 1)), added

    def forward(self, x):
        return self.body(x) + x if self.added else self.body(x)


def depthwise():
    body = [Inverted(*block) for block in blocks()]
    head = [nn.Conv2d(320, HEAD, 1), nn.ReLU6(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(HEAD, LABELS)]
    return nn.Sequential(nn.Conv2d(3, STEM, 3, 2, 1), nn.ReLU6(), *body, *head)


NETS = {"mlp": mlp, "lenet": lenet, "resnet": resnet, "lstm": Lstm, "encoder": Encoder, "depthwise": depthwise}


def setup(workload, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    if workload.kind == "chain":
        x, y = torch.randn(workload.shape), torch.randn(workload.shape)
        return lambda: torch.tanh(x) * torch.sigmoid(y) + x
    if workload.kind == "rounds":
        return rounds()
    net, x = NETS[workload.net](), torch.randn(workload.shape)
    if TUNED and x.ndim == 4:
        net, x = net.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
    return training(net, x) if workload.kind == "train" else inference(net, x)


def inference(net, x):
    net.eval()

    def infer():
        with torch.inference_mode():
            return net(x)

    return infer


def training(net, x):
    return stepper(net, functional.cross_entropy, x, torch.randint(0, CLASSES, (len(x),)))


def stepper(net, loss, x, target):
    optimizer = torch.optim.Adam(net.parameters(), RATE, fused=True if TUNED else None)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(net(x), target).backward()
        optimizer.step()

    return step


def rounds():
    x, target = (torch.tensor(column, dtype=torch.float32)[:, None] for column in LINE)

    def run():
        step = stepper(nn.Linear(1, 1), functional.mse_loss, x, target)
        for _ in range(LINE_ROUNDS):
            step()

    return run
